using Grpc.Core;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Triad.Core.Errors;

namespace Triad.Vectors.Qdrant.Calls;

/// <summary>
/// Calls Qdrant: every call has a deadline, is tried again where the server did not answer (all of ours can be repeated), and is refused
/// at once while the circuit breaker is open.
/// </summary>
internal sealed class QdrantCalls
{
    private static readonly TimeSpan WayOfAnswers = TimeSpan.FromSeconds(2);

    private static readonly PredicateBuilder<object> Unanswered = new PredicateBuilder()
        .Handle<RpcException>(failure => failure.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded);

    private readonly QdrantVectorsOptions _options;
    private readonly TimeProvider _time;
    private readonly ResiliencePipeline _pipeline;
    private readonly Q.Points.PointsClient _points;
    private readonly Q.Collections.CollectionsClient _collections;
    private readonly Q.Snapshots.SnapshotsClient _snapshots;
    private readonly Q.Qdrant.QdrantClient _server;

    public QdrantCalls(QdrantConnection connection, QdrantVectorsOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        _points = new(connection.Invoker);
        _collections = new(connection.Invoker);
        _snapshots = new(connection.Invoker);
        _server = new(connection.Invoker);
        _pipeline = Pipeline(options, time);
    }

    /// <summary>A call that reads points.</summary>
    public Task<Result<T>> ReadAsync<T>(
        string name,
        Func<Q.Points.PointsClient, CallOptions, AsyncUnaryCall<T>> call,
        CancellationToken cancellationToken) =>
        CallAsync(name, _options.ReadTimeout, options => call(_points, options), cancellationToken);

    /// <summary>
    /// A call that changes points. The server is told to wait for so long, and then says that the write is taken but not searchable yet:
    /// its answer is waited for a little longer.
    /// </summary>
    public Task<Result<T>> WriteAsync<T>(
        string name,
        Func<Q.Points.PointsClient, CallOptions, AsyncUnaryCall<T>> call,
        CancellationToken cancellationToken) =>
        CallAsync(name, _options.WriteTimeout + WayOfAnswers, options => call(_points, options), cancellationToken);

    /// <summary>A call that changes indexes or vectors of a collection.</summary>
    public Task<Result<T>> ChangeAsync<T>(
        string name,
        Func<Q.Points.PointsClient, CallOptions, AsyncUnaryCall<T>> call,
        CancellationToken cancellationToken) =>
        CallAsync(name, _options.AdminTimeout, options => call(_points, options), cancellationToken);

    /// <summary>A call about collections and shard keys.</summary>
    public Task<Result<T>> AdministerAsync<T>(
        string name,
        Func<Q.Collections.CollectionsClient, CallOptions, AsyncUnaryCall<T>> call,
        CancellationToken cancellationToken) =>
        CallAsync(name, _options.AdminTimeout, options => call(_collections, options), cancellationToken);

    /// <summary>A call about snapshots.</summary>
    public Task<Result<T>> SnapshotAsync<T>(
        string name,
        Func<Q.Snapshots.SnapshotsClient, CallOptions, AsyncUnaryCall<T>> call,
        CancellationToken cancellationToken) =>
        CallAsync(name, _options.AdminTimeout, options => call(_snapshots, options), cancellationToken);

    /// <summary>The server's version.</summary>
    public async Task<Result<string>> VersionAsync(CancellationToken cancellationToken)
    {
        var health = await CallAsync(
            "HealthCheck",
            _options.ReadTimeout,
            options => _server.HealthCheckAsync(new Q.HealthCheckRequest(), options),
            cancellationToken);
        return health.IsOk ? health.Value.Version : health.Error;
    }

    private async Task<Result<T>> CallAsync<T>(
        string name,
        TimeSpan timeout,
        Func<CallOptions, AsyncUnaryCall<T>> call,
        CancellationToken cancellationToken)
    {
        try
        {
            return await _pipeline.ExecuteAsync(
                async token =>
                {
                    var deadline = (_time.GetUtcNow() + timeout).UtcDateTime;
                    using var running = call(new CallOptions(deadline: deadline, cancellationToken: token));
                    return await running.ResponseAsync;
                },
                cancellationToken);
        }
        catch (BrokenCircuitException)
        {
            return QdrantErrors.Unavailable(
                $"Qdrant at {_options.Endpoint} failed too often lately: {name} was not tried.",
                "Retry after the hinted delay; see whether the server runs.",
                _options.BreakerPause);
        }
        catch (RpcException failure)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return QdrantErrors.From(failure, name, _options.Endpoint);
        }
    }

    private static ResiliencePipeline Pipeline(QdrantVectorsOptions options, TimeProvider time)
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = time };
        if (options.MaxRetries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = Unanswered,
                MaxRetryAttempts = options.MaxRetries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = options.RetryDelay,
            });
        }

        return builder
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                ShouldHandle = Unanswered,
                FailureRatio = options.BreakerFailureRatio,
                MinimumThroughput = options.BreakerMinCalls,
                SamplingDuration = options.BreakerWindow,
                BreakDuration = options.BreakerPause,
            })
            .Build();
    }
}
