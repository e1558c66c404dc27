using Grpc.Core;
using Triad.Core.Errors;

namespace Triad.Vectors.Qdrant.Calls;

/// <summary>What a failed call means to who asked: one exhaustive table from status codes to reasons.</summary>
internal static class QdrantErrors
{
    private static readonly TimeSpan RetryHint = TimeSpan.FromSeconds(1);

    /// <summary>The error of a call that failed with a status.</summary>
    public static Error From(RpcException failure, string call, Uri endpoint) => failure.StatusCode switch
    {
        StatusCode.Unavailable or StatusCode.Cancelled or StatusCode.Aborted => Unavailable(
            $"Qdrant at {endpoint} does not answer {call}: {failure.Status.Detail}",
            "Retry; see whether the server runs and Triad:Qdrant:Endpoint is its gRPC port."),
        StatusCode.DeadlineExceeded => new(
            ErrorReason.TimedOut,
            $"Qdrant at {endpoint} did not end {call} in time.",
            Remedy: "Retry; see the server's load, or raise the timeouts of Triad:Qdrant.",
            RetryAfter: RetryHint),
        StatusCode.ResourceExhausted => new(
            ErrorReason.QueueFull,
            $"Qdrant at {endpoint} refuses {call} for now: {failure.Status.Detail}",
            Remedy: "Retry after the hinted delay.",
            RetryAfter: RetryHint),
        StatusCode.Unauthenticated or StatusCode.PermissionDenied => Unavailable(
            $"Qdrant at {endpoint} does not accept our API key for {call}: {failure.Status.Detail}",
            "Set Triad:Qdrant:ApiKey to a key that may read and write."),
        StatusCode.Internal or StatusCode.Unknown or StatusCode.DataLoss => OfServer(failure, call, endpoint),
        StatusCode.Unimplemented => Broken(failure, call, endpoint, $"Run Qdrant {ServerVersion.Floor} or later."),
        StatusCode.InvalidArgument or StatusCode.NotFound or StatusCode.AlreadyExists or StatusCode.FailedPrecondition
            or StatusCode.OutOfRange or StatusCode.OK =>
            Broken(failure, call, endpoint, "See whether someone else changed the collection."),
        _ => Broken(failure, call, endpoint, "See the server's log."),
    };

    /// <summary>A server, or a part of it, that may answer later.</summary>
    public static Error Unavailable(string message, string remedy, TimeSpan? retryAfter = null) =>
        new(ErrorReason.Unavailable, message, Remedy: remedy, RetryAfter: retryAfter ?? RetryHint);

    /// <summary>An installation that no retry mends.</summary>
    public static Error Broken(string message, string remedy) => new(ErrorReason.Internal, $"{message} {remedy}", Remedy: remedy);

    private static Error Broken(RpcException failure, string call, Uri endpoint, string remedy) =>
        Broken($"Qdrant at {endpoint} refuses {call} as {failure.StatusCode}: {failure.Status.Detail}.", remedy);

    private static Error OfServer(RpcException failure, string call, Uri endpoint)
    {
        var detail = failure.Status.Detail;
        string[] full = ["disk space", "no space left"];
        return full.Any(words => detail.Contains(words, StringComparison.OrdinalIgnoreCase))
            ? new Error(
                ErrorReason.StorageFull,
                $"Qdrant at {endpoint} has no room for {call}: {detail}",
                Remedy: "Give the server more disk.")
            : Unavailable($"Qdrant at {endpoint} failed at {call}: {detail}", "Retry; see the server's log.");
    }
}
