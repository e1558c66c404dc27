using System.Collections.Immutable;
using Triad.Testing.Telemetry.Otlp;

namespace Triad.Testing.Telemetry;

/// <summary>What has come in so far, and news of more.</summary>
public sealed class OtlpArrivals
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _news = NewSource();

    public ImmutableList<ReceivedSpan> Spans { get; private set; } = [];

    public ImmutableList<Metric> Metrics { get; private set; } = [];

    public ImmutableList<LogRecord> Logs { get; private set; } = [];

    /// <summary>Waits until what has come in satisfies a condition.</summary>
    /// <exception cref="TimeoutException">It did not in good time.</exception>
    public async Task UntilAsync(Func<OtlpArrivals, bool> condition, TimeSpan patience)
    {
        using var end = new CancellationTokenSource(patience);
        while (true)
        {
            Task news;
            lock (_lock)
                news = _news.Task;
            if (condition(this))
                return;
            try
            {
                await news.WaitAsync(end.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"Came in: {string.Join(", ", Spans.Select(span => span.Number("rpc.grpc.status_code") is { } code ? $"{span.Name} ({code})" : span.Name).Concat(Metrics.Select(metric => metric.Name)).Distinct())}.");
            }
        }
    }

    internal void Add(IEnumerable<ReceivedSpan> spans) => Tell(() => Spans = Spans.AddRange(spans));

    internal void Add(IEnumerable<Metric> metrics) => Tell(() => Metrics = Metrics.AddRange(metrics));

    internal void Add(IEnumerable<LogRecord> logs) => Tell(() => Logs = Logs.AddRange(logs));

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Tell(Action add)
    {
        lock (_lock)
        {
            add();
            var news = _news;
            _news = NewSource();
            news.SetResult();
        }
    }
}
