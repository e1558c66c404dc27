namespace Triad.Doubles.Storage;

/// <summary>The one peer of the double's cluster.</summary>
internal static class Peer
{
    public const ulong Id = 1;
}
