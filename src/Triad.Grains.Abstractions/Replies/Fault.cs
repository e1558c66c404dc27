using Triad.Core.Errors;

namespace Triad.Grains.Abstractions.Replies;

/// <summary>An expected failure as it crosses from grain to caller.</summary>
/// <param name="Reason">The closed reason code.</param>
/// <param name="Message">One sentence for a person.</param>
/// <param name="Field">The request field at fault, or null.</param>
/// <param name="Value">The offending value, or null.</param>
/// <param name="Remedy">What the caller can do, or null.</param>
/// <param name="RetryAfter">How long to wait before a retry, or null.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.replies.fault")]
public sealed record Fault(
    [property: Id(0)] ErrorReason Reason,
    [property: Id(1)] string Message,
    [property: Id(2)] string? Field,
    [property: Id(3)] string? Value,
    [property: Id(4)] string? Remedy,
    [property: Id(5)] TimeSpan? RetryAfter)
{
    /// <summary>The failure as a grain sends it.</summary>
    public static Fault From(Error error) =>
        new(error.Reason, error.Message, error.Field, error.Value, error.Remedy, error.RetryAfter);

    /// <summary>The failure as the caller handles it.</summary>
    public Error ToError() => new(Reason, Message, Field, Value, Remedy, RetryAfter);
}
