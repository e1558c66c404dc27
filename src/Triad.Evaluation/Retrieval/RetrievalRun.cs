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
/// <param name="parallel">Queries at the same time.</param>
internal sealed class RetrievalRun(TriadClient client, EvaluationSet set, EvaluationJournal journal, OfflineVectors? offline, int parallel)
{
    private const int PageSize = 1000;

    // What a query cannot help where its own video, its words or what the video has are not there; every other failure ends the run.
    private static readonly string[] Unanswerable = ["WORDS_UNKNOWN", "REPRESENTATION_UNAVAILABLE", "VIDEO_NOT_FOUND", "VIDEO_STATE_CONFLICT", "QUERY_EMPTY"];

    private readonly IReadOnlyList<IReadOnlyList<int>> _captionsOf = set.CaptionsByItem();

    /// <summary>What came of every query of a direction: of each caption where text asks, else of each item.</summary>
    public async Task<IReadOnlyList<QueryOutcome>> AskAsync(Direction direction, IProgressBoard display, CancellationToken cancellationToken)
    {
        var bar = display.Add(direction.Name);
        var outcomes = new QueryOutcome[direction.Query == Modalities.Text ? set.Captions.Count : set.Items.Count];
        var done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(Enumerable.Range(0, outcomes.Length), options, async (query, cancelled) =>
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

            bar.Report(Interlocked.Increment(ref done), outcomes.Length);
        });
        return outcomes;
    }

    private async Task<QueryOutcome> AskAsync(Direction direction, int query, CancellationToken cancellationToken)
    {
        var byText = direction.Query == Modalities.Text;
        var item = byText ? set.Captions[query].Item : query;
        if (!byText && journal.RefusalOf(EvaluationPool.VideoId(EvaluationPool.Items, item)) is not null)
            return new QueryOutcome(double.PositiveInfinity);

        // Text is asked as words; other modalities by the stored item, whose own vector of them is the query's.
        SearchQuery asked = byText
            ? set.Captions[query].Text
            : new SearchQuery().WithStoredVideo(EvaluationPool.VideoId(EvaluationPool.Items, item), modalities: direction.Query);
        try
        {
            var hits = await HitsAsync(asked, direction.Target, cancellationToken);
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
            Representations = [target.ToShortName()],
            Filter = SearchFilter.All(FilterCondition.MetadataEquals(EvaluationPool.SetKey, kind)),
            GroupBy = ResultGrouping.Video,
            Limit = PageSize,
        };
        var hits = new List<(int, double)>();
        await foreach (var hit in client.Search.AllAsync(query, options, cancellationToken))
            hits.Add((EvaluationPool.IndexOf(hit.VideoId), hit.Score));
        return hits;
    }

    private static double RankOf(IReadOnlyList<(int Item, double Score)> hits, IReadOnlyList<int> right)
    {
        double[] scores = [.. hits.Select(hit => hit.Score)];
        int[] places = [.. Enumerable.Range(0, hits.Count).Where(place => right.Contains(hits[place].Item))];
        return RetrievalRank.OfBest(scores, places);
    }
}
