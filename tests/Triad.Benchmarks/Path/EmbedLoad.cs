using System.Diagnostics;
using Triad.Core.Embedding;

namespace Triad.Benchmarks.Path;

/// <summary>Concurrent callers of an embedder, as an ingest has them.</summary>
internal static class EmbedLoad
{
    /// <summary>Embeds some segments, so many asked for at once.</summary>
    public static async Task<TimeSpan> RunAsync(
        IEmbedder embedder, IReadOnlyList<EmbedItem> items, int segments, int callers, CancellationToken cancellationToken)
    {
        var next = -1;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(
            async () =>
            {
                while (Interlocked.Increment(ref next) is var turn && turn < segments)
                    await EmbedAsync(embedder, items[turn % items.Count], EmbedPriority.Ingest, cancellationToken);
            },
            cancellationToken)));
        return Stopwatch.GetElapsedTime(started);
    }

    /// <exception cref="BenchmarkUsageException">The embedder refused it.</exception>
    public static async Task EmbedAsync(IEmbedder embedder, EmbedItem item, EmbedPriority priority, CancellationToken cancellationToken)
    {
        var response = await embedder.EmbedAsync(new EmbedRequest([item], priority), cancellationToken);
        if (!response.IsOk) throw new BenchmarkUsageException(response.Error.Message);
    }
}
