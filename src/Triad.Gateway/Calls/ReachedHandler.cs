namespace Triad.Gateway.Calls;

/// <summary>A mark on a request whose message was read and handed to its handler: what fails from then on is not the caller's bytes.</summary>
internal sealed class ReachedHandler
{
    /// <summary>The mark.</summary>
    public static ReachedHandler Mark { get; } = new();
}
