using Grpc.Core;
using Polly;
using Polly.Retry;
using Triad.Client.Errors;

namespace Triad.Client.Calls;

/// <summary>Makes calls: deadline, retries where they are safe, and failures as <see cref="TriadException"/>.</summary>
internal sealed class CallRunner
{
    private static readonly ResiliencePropertyKey<DateTime> DeadlineKey = new("triad.deadline");
    private static readonly ResiliencePropertyKey<CallSafety> SafetyKey = new("triad.safety");

    private readonly TriadClientOptions _options;
    private readonly ResiliencePipeline _pipeline;

    public CallRunner(TriadClientOptions options)
    {
        _options = options;
        var builder = new ResiliencePipelineBuilder { TimeProvider = options.TimeProvider };
        if (options.MaxAttempts > 1)
            builder.AddRetry(Retries());
        _pipeline = builder.Build();
    }

    /// <summary>When a call that starts now has to be over.</summary>
    public DateTime Deadline() => Now() + _options.Timeout;

    /// <summary>Makes a call with one answer. The timeout covers all attempts.</summary>
    public Task<T> UnaryAsync<T>(Func<CallOptions, AsyncUnaryCall<T>> call, CallSafety safety, CancellationToken cancellationToken) =>
        AttemptAsync(
            async (_, options) =>
            {
                using var started = call(options);
                return await started.ResponseAsync.ConfigureAwait(false);
            },
            Deadline(),
            safety,
            cancellationToken);

    /// <summary>Makes a call of any kind, attempt by attempt; the number of the attempt counts from 0.</summary>
    public async Task<T> AttemptAsync<T>(
        Func<int, CallOptions, Task<T>> attempt,
        DateTime? deadline,
        CallSafety safety,
        CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(DeadlineKey, deadline ?? DateTime.MaxValue);
        context.Properties.Set(SafetyKey, safety);
        var number = 0;
        try
        {
            return await _pipeline.ExecuteAsync(
                async scope =>
                {
                    var options = new CallOptions(deadline: deadline, cancellationToken: scope.CancellationToken);
                    return await MappedAsync(() => attempt(number++, options), scope.CancellationToken).ConfigureAwait(false);
                },
                context).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static async Task<T> MappedAsync<T>(Func<Task<T>> attempt, CancellationToken cancellationToken)
    {
        try
        {
            return await attempt().ConfigureAwait(false);
        }
        catch (RpcException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw ErrorMapper.ToTriadException(exception);
        }
    }

    private RetryStrategyOptions Retries() => new()
    {
        MaxRetryAttempts = _options.MaxAttempts - 1,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = _options.RetryDelay,
        MaxDelay = _options.MaxRetryDelay,
        ShouldHandle = arguments => ValueTask.FromResult(MayRetry(arguments.Outcome.Exception, arguments.Context)),
        DelayGenerator = arguments => ValueTask.FromResult((arguments.Outcome.Exception as TriadException)?.RetryAfter),
    };

    private bool MayRetry(Exception? failure, ResilienceContext context)
    {
        if (failure is not TriadException { Retryable: true } refused)
            return false;
        if (context.Properties.GetValue(SafetyKey, CallSafety.OnlyWhenRefused) == CallSafety.OnlyWhenRefused && refused.RetryAfter is null)
            return false;

        var wait = refused.RetryAfter ?? TimeSpan.Zero;
        var deadline = context.Properties.GetValue(DeadlineKey, DateTime.MaxValue);
        return wait <= _options.MaxRetryDelay && (deadline == DateTime.MaxValue || Now() + wait < deadline);
    }

    private DateTime Now() => _options.TimeProvider.GetUtcNow().UtcDateTime;
}
