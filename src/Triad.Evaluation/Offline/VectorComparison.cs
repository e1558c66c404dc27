using System.Collections.Concurrent;
using Triad.Client;
using Triad.Evaluation.Datasets;
using Triad.Evaluation.Metrics;
using Triad.Evaluation.Runs;

namespace Triad.Evaluation.Offline;

/// <summary>Compares the platform's vectors with those computed offline: what it stores of items and captions, and what it embeds of texts.</summary>
internal sealed class VectorComparison(TriadClient client, EvaluationSet set, OfflineVectors offline, EvaluationJournal journal, int parallel)
{
    /// <summary>What the texts of queries are listed under.</summary>
    public const string Queries = "query t";

    private readonly ConcurrentDictionary<string, ConcurrentBag<double?>> _cosines = new(StringComparer.Ordinal);

    /// <summary>The cosines by representation.</summary>
    public async Task<IReadOnlyDictionary<string, CosineFigures>> RunAsync(bool texts, bool captions, IProgressBoard display, CancellationToken cancellationToken)
    {
        var masks = offline.ItemMasks.ToList();
        await ForEachAsync("compare: items", set.Items.Count, display, cancellationToken, async (index, cancelled) =>
        {
            foreach (var mask in masks)
                await CompareStoredAsync(mask, EvaluationPool.VideoId(EvaluationPool.Items, index), offline.Of(mask, index), cancelled);
        });
        if (texts)
        {
            await ForEachAsync("compare: texts", set.Captions.Count, display, cancellationToken, async (index, cancelled) =>
            {
                var own = offline.Of("t", index);
                var given = await EmbedAsync(set.Captions[index].Text, cancelled);
                if (own.Count > 0 || given is not null)
                    Note(Queries, given, own.GetValueOrDefault(0));
                if (captions)
                    await CompareStoredAsync("t", EvaluationPool.VideoId(EvaluationPool.Captions, index), own, cancelled);
            });
        }

        return _cosines.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary(
            pair => pair.Key,
            pair => new CosineFigures(pair.Value.Count, pair.Value.Count(cosine => cosine is null), pair.Value.OfType<double>().DefaultIfEmpty(1).Min()));
    }

    private async Task CompareStoredAsync(string mask, string video, IReadOnlyDictionary<int, float[]> own, CancellationToken cancellationToken)
    {
        var modalities = mask.Aggregate(Modalities.None, (all, letter) => all | (letter switch { 't' => Modalities.Text, 'v' => Modalities.Video, _ => Modalities.Audio }));
        var segments = journal.RefusalOf(video) is null ? (await client.Library.GetAsync(video, cancellationToken)).SegmentCount : 0;
        for (var segment = 0; segment < segments || own.ContainsKey(segment); segment++)
        {
            var stored = segment < segments
                ? await EmbedAsync(new SearchQuery().WithStoredVideo(video, segment, modalities: modalities), cancellationToken)
                : null;
            if (stored is not null || own.ContainsKey(segment))
                Note(mask, stored, own.GetValueOrDefault(segment));
        }
    }

    /// <summary>Null where there is no such vector.</summary>
    private async Task<IReadOnlyList<float>?> EmbedAsync(SearchQuery query, CancellationToken cancellationToken)
    {
        try
        {
            return (await client.Search.EmbedAsync(query, cancellationToken)).Values;
        }
        catch (TriadException exception) when (exception.Reason is "REPRESENTATION_UNAVAILABLE" or "WORDS_UNKNOWN" or "QUERY_EMPTY")
        {
            return null;
        }
    }

    private void Note(string kind, IReadOnlyList<float>? given, float[]? own) =>
        _cosines.GetOrAdd(kind, _ => []).Add(given is null || own is null ? null : CosineOf(given, own));

    private static double CosineOf(IReadOnlyList<float> given, float[] own) =>
        given.Count == own.Length ? Cosine.Of([.. given], own) : double.NegativeInfinity;

    private async Task ForEachAsync(string name, int count, IProgressBoard display, CancellationToken cancellationToken, Func<int, CancellationToken, Task> body)
    {
        var bar = display.Add(name);
        var done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(Enumerable.Range(0, count), options, async (index, cancelled) =>
        {
            await body(index, cancelled);
            bar.Report(Interlocked.Increment(ref done), count);
        });
    }
}
