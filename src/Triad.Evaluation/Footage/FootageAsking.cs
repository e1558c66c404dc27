using Triad.Client;

namespace Triad.Evaluation.Footage;

/// <summary>Asks a pool, and takes the ranks of the right answers.</summary>
internal static class FootageAsking
{
    // What a query cannot help: its words or its file are of no use to the package. Every other failure ends the run.
    private static readonly string[] Unanswerable = ["WORDS_UNKNOWN", "QUERY_EMPTY", "MEDIA_EMPTY"];

    /// <summary>The rank of what each query looks for.</summary>
    public static async Task<FootageRank[]> RanksAsync(
        FootagePool pool, IReadOnlyList<FootageQuery> queries, string name, int parallel, IProgressBoard display, CancellationToken cancellationToken)
    {
        var bar = display.Add(name);
        var ranks = new FootageRank[queries.Count];
        var byText = FootageRank.ByText(pool.Items);
        var done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(Enumerable.Range(0, queries.Count), options, async (index, cancelled) =>
        {
            ranks[index] = await RankAsync(pool, queries[index], byText, cancelled);
            bar.Report(Interlocked.Increment(ref done), queries.Count);
        });
        return ranks;
    }

    private static async Task<FootageRank> RankAsync(
        FootagePool pool, FootageQuery query, ILookup<string, int> byText, CancellationToken cancellationToken)
    {
        var asked = new SearchQuery();
        if (query.Text is { } text)
            asked = asked.WithText(text);
        if (query.Sound is { } sound)
            asked = asked.WithAudio(await File.ReadAllBytesAsync(sound, cancellationToken));
        if (query.Picture is { } picture)
            asked = asked.WithImage(await File.ReadAllBytesAsync(picture, cancellationToken));
        var options = new SearchOptions { GroupBy = ResultGrouping.Video, Limit = Math.Min(1000, pool.Items.Count) };
        var scores = Enumerable.Repeat(double.NegativeInfinity, pool.Items.Count).ToArray();
        try
        {
            await foreach (var hit in pool.Client.Search.AllAsync(asked, options, cancellationToken))
                scores[FootagePool.IndexOf(hit.VideoId)] = hit.Score;
        }
        catch (TriadException exception) when (Unanswerable.Contains(exception.Reason))
        {
            Array.Fill(scores, double.NegativeInfinity);
        }

        return FootageRank.Of(query, scores, pool.Items, byText);
    }
}
