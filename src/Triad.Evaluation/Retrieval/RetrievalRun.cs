using Triad.Client;
using Triad.Evaluation.Datasets;
using Triad.Evaluation.Metrics;
using Triad.Evaluation.Offline;
using Triad.Evaluation.Runs;

namespace Triad.Evaluation.Retrieval;

/// <summary>Asks every query of every direction over the API and takes the ranks of the right answers.</summary>
/// <param name="client">The tenant's.</param>
/// <param name="set">The pool.</param>
/// <param name="journal">What is answered already, and where it is noted.</param>
/// <param name="offline">What the rankings are compared with; null for nothing.</param>
/// <param name="names">What the stored vectors are called; null for the names of their modalities.</param>
/// <param name="parallel">Queries at the same time.</param>
internal sealed class RetrievalRun(
    TriadClient client, EvaluationSet set, EvaluationJournal journal, OfflineVectors? offline, StoredNames? names, int parallel)
{
    private const int PageSize = 1000;

    // What a query cannot help where its own video, its words or what the video has are not there; every other failure ends the run.
    private static readonly string[] Unanswerable = ["WORDS_UNKNOWN", "REPRESENTATION_UNAVAILABLE", "VIDEO_NOT_FOUND", "VIDEO_STATE_CONFLICT", "QUERY_EMPTY"];

    private readonly IReadOnlyList<IReadOnlyList<int>> _captionsOf = set.CaptionsByItem();
    private readonly Dictionary<Modalities, float[]?[]> _kept = [];

    /// <summary>What came of every query of a direction: of each caption where text asks, else of each item.</summary>
    public async Task<IReadOnlyList<QueryOutcome>> AskAsync(Direction direction, IProgressBoard display, CancellationToken cancellationToken)
    {
        if (names?.IsTurned(direction) == true)
            return await TurnAsync(direction, display, cancellationToken);
        var outcomes = new QueryOutcome[direction.Query == Modalities.Text ? set.Captions.Count : set.Items.Count];
        await ForEachAsync(direction, outcomes.Length, display, cancellationToken, async (query, cancelled) =>
        {
            if (journal.OutcomeOf(direction.Name, query) is { } known)
            {
                outcomes[query] = known;
            }
            else
            {
                outcomes[query] = await AskAsync(direction, query, cancelled);
                journal.Answered(direction.Name, query, outcomes[query]);
            }
        });
        return outcomes;
    }

    /// <summary>The scores of a target by caption are kept from now on: they will be read the other way too.</summary>
    public void Keep(Modalities target) => _kept.TryAdd(target, new float[]?[set.Captions.Count]);

    /// <summary>Ranks the captions for each item by what the captions score with it.</summary>
    private async Task<IReadOnlyList<QueryOutcome>> TurnAsync(Direction direction, IProgressBoard display, CancellationToken cancellationToken)
    {
        if (Enumerable.Range(0, set.Items.Count).All(item => journal.OutcomeOf(direction.Name, item) is not null))
            return [.. Enumerable.Range(0, set.Items.Count).Select(item => journal.OutcomeOf(direction.Name, item)!)];
        Keep(direction.Query);
        var rows = _kept[direction.Query];
        var back = new Direction(Modalities.Text, direction.Query);
        await ForEachAsync(direction, rows.Length, display, cancellationToken, async (query, cancelled) =>
        {
            if (rows[query] is null)
                await AskAsync(back, query, cancelled);
        });
        var scores = new TurnedScores(rows);
        var outcomes = new List<QueryOutcome>(set.Items.Count);
        for (var item = 0; item < set.Items.Count; item++)
        {
            outcomes.Add(new QueryOutcome(scores.RankOf(item, _captionsOf[item])));
            journal.Answered(direction.Name, item, outcomes[item]);
        }

        return outcomes;
    }

    private async Task ForEachAsync(
        Direction direction, int count, IProgressBoard display, CancellationToken cancellationToken, Func<int, CancellationToken, Task> ask)
    {
        var bar = display.Add(direction.Name);
        var done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(Enumerable.Range(0, count), options, async (query, cancelled) =>
        {
            await ask(query, cancelled);
            bar.Report(Interlocked.Increment(ref done), count);
        });
    }

    private async Task<QueryOutcome> AskAsync(Direction direction, int query, CancellationToken cancellationToken)
    {
        var byText = direction.Query == Modalities.Text;
        var item = byText ? set.Captions[query].Item : query;
        if (!byText && journal.RefusalOf(EvaluationPool.VideoId(EvaluationPool.Items, item)) is not null)
            return new QueryOutcome(double.PositiveInfinity);

        // Text is asked as words; other modalities by the stored item, whose own vector of them is the query's.
        var asked = byText
            ? set.Captions[query].Text
            : new SearchQuery().With(StoredItem(EvaluationPool.VideoId(EvaluationPool.Items, item), direction.Query));
        try
        {
            var hits = await HitsAsync(asked, direction.Target, cancellationToken);
            if (byText && _kept.TryGetValue(direction.Target, out var rows))
                rows[query] = RowOf(hits);
            var difference = offline is null ? null : RankingDifference.Of(hits, offline.Scores(direction, query));
            return new QueryOutcome(RankOf(hits, direction.NeedsCaptions ? _captionsOf[item] : [item]), difference);
        }
        catch (TriadException exception) when (Unanswerable.Contains(exception.Reason) && exception.Field?.StartsWith("options", StringComparison.Ordinal) != true)
        {
            return new QueryOutcome(double.PositiveInfinity);
        }
    }

    /// <summary>Everything that is stored of a target, best first: items, or captions where text is looked for.</summary>
    public async Task<IReadOnlyList<(int Item, double Score)>> HitsAsync(SearchQuery query, Modalities target, CancellationToken cancellationToken)
    {
        var kind = target == Modalities.Text ? EvaluationPool.Captions : EvaluationPool.Items;
        var options = new SearchOptions
        {
            Representations = names?.Of(target) ?? [target.ToShortName()],
            Filter = SearchFilter.All(FilterCondition.MetadataEquals(EvaluationPool.SetKey, kind)),
            GroupBy = ResultGrouping.Video,
            Limit = PageSize,
        };
        var hits = new List<(int, double)>();
        await foreach (var hit in client.Search.AllAsync(query, options, cancellationToken))
            hits.Add((EvaluationPool.IndexOf(hit.VideoId), hit.Score));
        return hits;
    }

    /// <summary>The stored vector of an item by the one name that it has, or by its modalities.</summary>
    private StoredPart StoredItem(string id, Modalities modalities) => names?.Of(modalities) is [var only] && only != modalities.ToShortName()
        ? new StoredPart(id) { Representation = only }
        : new StoredPart(id, null, modalities);

    private float[] RowOf(IReadOnlyList<(int Item, double Score)> hits)
    {
        var row = new float[set.Items.Count];
        Array.Fill(row, float.NaN);
        foreach (var (item, score) in hits)
            row[item] = (float)score;
        return row;
    }

    private static double RankOf(IReadOnlyList<(int Item, double Score)> hits, IReadOnlyList<int> right)
    {
        double[] scores = [.. hits.Select(hit => hit.Score)];
        int[] places = [.. Enumerable.Range(0, hits.Count).Where(place => right.Contains(hits[place].Item))];
        return RetrievalRank.OfBest(scores, places);
    }
}
