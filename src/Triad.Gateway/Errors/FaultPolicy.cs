using System.Diagnostics;
using Grpc.Core;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Triad.Core.Errors;

namespace Triad.Gateway.Errors;

/// <summary>Says what a caller is told about an exception: never its text.</summary>
internal sealed partial class FaultPolicy(IHostApplicationLifetime lifetime, TimeProvider time, ILogger<FaultPolicy> logger)
{
    private static readonly TimeSpan StopHint = TimeSpan.FromSeconds(1);

    // A silo that was killed is known to be dead within 2 to 4 s (docs/cluster.md): earlier the next attempt would fail as this one did.
    private static readonly TimeSpan OutageHint = TimeSpan.FromSeconds(4);

    /// <summary>The error that stands for an exception.</summary>
    /// <param name="fault">What was thrown.</param>
    /// <param name="method">The full name of the method, for the log.</param>
    /// <param name="deadline">The caller's deadline (UTC).</param>
    /// <param name="callerGone">True where the caller cancelled, disconnected or its deadline passed.</param>
    public Error Explain(Exception fault, string method, DateTime deadline, bool callerGone)
    {
        if (callerGone)
            return deadline <= time.GetUtcNow().UtcDateTime
                ? new Error(ErrorReason.TimedOut, "The call did not end before its deadline.", Remedy: "Allow more time.")
                : new Error(ErrorReason.Cancelled, "The caller cancelled.");
        if (fault is OperationCanceledException && lifetime.ApplicationStopping.IsCancellationRequested)
            return Unavailable("The server is stopping.", StopHint);
        if (fault is StorageException { Error: { Reason: not ErrorReason.Internal } storage })
        {
            LogOutage(logger, method, fault);
            return storage;
        }

        if (IsOutage(fault))
        {
            LogOutage(logger, method, fault);
            return Unavailable("A part of the platform does not answer now.", OutageHint);
        }

        var trace = Activity.Current?.TraceId.ToHexString() ?? Guid.NewGuid().ToString("n");
        LogFault(logger, method, trace, fault);
        return new Error(ErrorReason.Internal, $"Internal error; trace {trace}.", Value: trace, Remedy: "Tell the operator this trace id.");
    }

    private static Error Unavailable(string message, TimeSpan retryAfter) =>
        new(ErrorReason.Unavailable, message, Remedy: "Retry after a while.", RetryAfter: retryAfter);

    private static bool IsOutage(Exception fault) =>
        fault is TimeoutException or OperationCanceledException or OrleansException
        || IsRoleMissing(fault)
        || (fault is AggregateException { InnerException: { } inner } && IsOutage(inner));

    // So Orleans speaks where no silo that lives has the grain's class; it has no exception of its own for it.
    private static bool IsRoleMissing(Exception fault) =>
        fault is ArgumentException && fault.Message.StartsWith("Could not find an implementation for interface", StringComparison.Ordinal);

    [LoggerMessage(1, LogLevel.Warning, "{Method} ended because a part of the platform did not answer")]
    private static partial void LogOutage(ILogger logger, string method, Exception fault);

    [LoggerMessage(2, LogLevel.Error, "{Method} failed unexpectedly, trace {TraceId}")]
    private static partial void LogFault(ILogger logger, string method, string traceId, Exception fault);
}
