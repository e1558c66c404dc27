using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace Triad.Inference.Kinds.Remote;

/// <summary>When an endpoint is asked again, and when it is left alone.</summary>
internal static class RemotePipeline
{
    /// <summary>
    /// The longest time that a caller is kept waiting because the endpoint asks for it; beyond it the caller is told to come again.
    /// </summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    /// <summary>How long an endpoint is left alone.</summary>
    public static readonly TimeSpan Break = TimeSpan.FromSeconds(10);

    private const int FewestAttempts = 8;

    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Sampling = TimeSpan.FromSeconds(30);

    /// <summary>The pipeline: retries around the breaker, so that each attempt counts.</summary>
    public static ResiliencePipeline<RemoteReply> Create(int retries, TimeProvider time)
    {
        var builder = new ResiliencePipelineBuilder<RemoteReply> { TimeProvider = time };
        if (retries > 0)
            builder.AddRetry(new RetryStrategyOptions<RemoteReply>
            {
                MaxRetryAttempts = retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = FirstWait,
                MaxDelay = LongestWait,
                ShouldHandle = arguments => ValueTask.FromResult(
                    arguments.Outcome.Result is { IsTransient: true } reply && (reply.RetryAfter is not { } wait || wait <= LongestWait)),
                DelayGenerator = arguments => ValueTask.FromResult(arguments.Outcome.Result?.RetryAfter),
            });
        return builder
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<RemoteReply>
            {
                FailureRatio = 0.5,
                MinimumThroughput = FewestAttempts,
                SamplingDuration = Sampling,
                BreakDuration = Break,
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Result is { IsTransient: true, IsThrottled: false }),
            })
            .Build();
    }
}
