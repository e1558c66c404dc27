using System.Diagnostics;
using Grpc.Core;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Triad.Core.Errors;
using Triad.Grains.Abstractions;

namespace Triad.Gateway.Errors;

/// <summary>Says what a caller is told about an exception: never its text.</summary>
internal sealed partial class FaultPolicy(IHostApplicationLifetime lifetime, TimeProvider time, ILogger<FaultPolicy> logger)
{
    private static readonly TimeSpan StopHint = TimeSpan.FromSeconds(1);

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
            return Unavailable("A part of the platform does not answer now.", Outage.Hint);
        }

        var trace = Activity.Current?.TraceId.ToHexString() ?? Guid.NewGuid().ToString("n");
        LogFault(logger, method, trace, fault);
        return new Error(ErrorReason.Internal, $"Internal error; trace {trace}.", Value: trace, Remedy: "Tell the operator this trace id.");
    }

    /// <summary>Whether the silo asked has died, so that a read may soon be answered by another while this process lives.</summary>
    public bool IsDeath(Exception fault) =>
        SiloDeath.IsCauseOf(fault) && !lifetime.ApplicationStopping.IsCancellationRequested;

    private static Error Unavailable(string message, TimeSpan retryAfter) =>
        new(ErrorReason.Unavailable, message, Remedy: "Retry after a while.", RetryAfter: retryAfter);

    private static bool IsOutage(Exception fault) =>
        fault is TimeoutException or OperationCanceledException or OrleansException
        || SiloDeath.IsRoleMissing(fault)
        || (fault is AggregateException { InnerException: { } inner } && IsOutage(inner));

    [LoggerMessage(1, LogLevel.Warning, "{Method} ended because a part of the platform did not answer")]
    private static partial void LogOutage(ILogger logger, string method, Exception fault);

    [LoggerMessage(2, LogLevel.Error, "{Method} failed unexpectedly, trace {TraceId}")]
    private static partial void LogFault(ILogger logger, string method, string traceId, Exception fault);
}
