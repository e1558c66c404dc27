using Triad.Core.Errors;

namespace Triad.Inference.Kinds.Remote;

/// <summary>What came of one attempt.</summary>
/// <param name="Vectors">The vectors, as the endpoint gave them; null where it failed.</param>
/// <param name="Error">Why it failed.</param>
internal sealed record RemoteReply(IReadOnlyList<float[]>? Vectors, Error? Error)
{
    /// <summary>True where another attempt may succeed.</summary>
    public bool IsTransient { get; init; }

    /// <summary>True where the endpoint has too much to do: that is no fault of it.</summary>
    public bool IsThrottled { get; init; }

    /// <summary>When the endpoint wants to be asked again; null where it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>A failure that another attempt may mend.</summary>
    public static RemoteReply Later(Error error) => new(null, error) { IsTransient = true };

    /// <summary>A failure that stays.</summary>
    public static RemoteReply Never(Error error) => new(null, error);
}
