using Grpc.Core;

namespace Triad.Client;

/// <summary>A call that the platform refused, or that did not reach it. The message is one line for a person.</summary>
public sealed class TriadException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What went wrong, in one line.</param>
    /// <param name="innerException">The failure of the transport.</param>
    public TriadException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>The platform's reason code, such as <c>VIDEO_NOT_FOUND</c>; <c>UNAVAILABLE</c> and the like where none was given.</summary>
    public required string Reason { get; init; }

    /// <summary>The gRPC status.</summary>
    public required StatusCode StatusCode { get; init; }

    /// <summary>The field of the request that is wrong, such as <c>options.limit</c>.</summary>
    public string? Field { get; init; }

    /// <summary>The value that was refused.</summary>
    public string? Value { get; init; }

    /// <summary>What to do about it.</summary>
    public string? Remedy { get; init; }

    /// <summary>Whether the same call may succeed later. The client has already retried it where that was safe.</summary>
    public bool Retryable { get; init; }

    /// <summary>How long the platform asks to wait before the call is made again.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The quota that is used up, with <c>QUOTA_EXCEEDED</c>, such as <c>queries_per_second</c>.</summary>
    public string? Quota { get; init; }

    /// <summary>What that quota allows.</summary>
    public double? QuotaLimit { get; init; }

    /// <summary>What of it is used.</summary>
    public double? QuotaUsed { get; init; }

    /// <summary>The trace of an internal error, for the operator.</summary>
    public string? TraceId { get; init; }

    /// <summary>Whether the call ended because the caller or its deadline ended it.</summary>
    public bool IsDeadline => StatusCode == StatusCode.DeadlineExceeded;
}
