using Triad.Client;
using Triad.Evaluation.Datasets;
using Triad.Evaluation.Offline;
using Triad.Evaluation.Runs;

namespace Triad.Evaluation.Retrieval;

/// <summary>One measurement of retrieval, through the platform, offline, or both.</summary>
public sealed class RetrievalEvaluation(IEvaluationHost host, EvaluationSettings settings, IReadOnlyList<Direction> directions, EvaluationWork work)
{
    private EvaluationSet Set => settings.Set;

    public async Task<RetrievalReport> RunAsync(CancellationToken cancellationToken)
    {
        var files = await host.ShowAsync(display => EvaluationMedia.PrepareAsync(Set, work["clips"], display, cancellationToken));
        OfflineReport? offline = null;
        if (settings.AsksOffline)
        {
            var plan = OfflinePlan.Of(settings, files, directions);
            var result = await host.ShowAsync(display => OfflineRun.RunAsync(host, plan, work["offline"], display, cancellationToken));
            offline = ReportOf(result);
        }

        if (settings.AsksPlatform)
            return await AskPlatformAsync(files, offline, cancellationToken);
        return new RetrievalReport(
            Set.Items.Count,
            Set.Captions.Count,
            PackageSpace.Of(settings.Package),
            [.. offline!.NotEmbedded.Keys],
            offline.NotEmbedded,
            offline.Directions,
            offline);
    }

    private OfflineReport ReportOf(OfflineResult result) => new(
        result.Weights,
        result.Problems.ToDictionary(problem => Set.Items[problem.Key].Name, problem => problem.Value),
        directions.ToDictionary(
            direction => direction.Name,
            direction => DirectionFigures.Of(OfflineResult.Ranks(result.Directions[direction.Name]), PoolOf(direction), settings.Seed)));

    private async Task<RetrievalReport> AskPlatformAsync(IReadOnlyList<string?> files, OfflineReport? offline, CancellationToken cancellationToken)
    {
        await using var session = await EvaluationSession.OpenAsync(host, settings, work, cancellationToken);
        var pool = new EvaluationPool(session.Client, Set, files, work.Journal, settings.Parallel);
        var captions = directions.Any(direction => direction.NeedsCaptions);
        var isDone = false;
        try
        {
            var report = await host.ShowAsync(async display =>
            {
                await pool.IngestItemsAsync(display, cancellationToken);
                if (captions)
                    await pool.IngestCaptionsAsync(display, cancellationToken);
                return await AskAsync(session, pool, offline, display, cancellationToken);
            });
            isDone = true;
            return report;
        }
        finally
        {
            // A run that is to go on needs what it has put in.
            if (settings.Running && (isDone || !work.IsKept))
                await pool.RemoveAsync(captions, CancellationToken.None);
        }
    }

    private async Task<RetrievalReport> AskAsync(
        EvaluationSession session, EvaluationPool pool, OfflineReport? offline, IProgressBoard display, CancellationToken cancellationToken)
    {
        var vectors = offline is null ? null : OfflineVectors.Read(work["offline"]);
        var run = new RetrievalRun(session.Client, Set, work.Journal, vectors, settings.Parallel);
        var figures = new Dictionary<string, DirectionFigures>();
        var outcomes = new List<QueryOutcome>();
        foreach (var direction in directions)
        {
            var answered = await run.AskAsync(direction, display, cancellationToken);
            outcomes.AddRange(answered);
            figures[direction.Name] = DirectionFigures.Of([.. answered.Select(outcome => outcome.Rank)], PoolOf(direction), settings.Seed);
        }

        if (offline is not null)
        {
            var texts = directions.Any(direction => direction.Query == Modalities.Text || direction.NeedsCaptions);
            var captions = directions.Any(direction => direction.NeedsCaptions);
            var cosines = await new VectorComparison(session.Client, Set, vectors!, work.Journal, settings.Parallel)
                .RunAsync(texts, captions, display, cancellationToken);
            offline = offline with { Agreement = OfflineAgreement.Of(cosines, outcomes, figures, offline.Directions) };
        }

        return new RetrievalReport(
            Set.Items.Count, Set.Captions.Count, session.Space, [.. pool.NotIngested.Keys], pool.NotIngested, figures, offline);
    }

    private int PoolOf(Direction direction) => direction.NeedsCaptions ? Set.Captions.Count : Set.Items.Count;
}
