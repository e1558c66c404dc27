using Triad.Client;
using Triad.Evaluation.Datasets;
using Triad.Evaluation.Offline;
using Triad.Evaluation.Runs;

namespace Triad.Evaluation.Retrieval;

/// <summary>One measurement of retrieval, through the platform, offline, or both.</summary>
/// <param name="host">Where it runs.</param>
/// <param name="settings">What is measured.</param>
/// <param name="directions">What is asked.</param>
/// <param name="areChosen">True where somebody named the directions: one that cannot be asked then ends the run, where else it is told.</param>
/// <param name="work">Where what is done is kept.</param>
public sealed class RetrievalEvaluation(
    IEvaluationHost host, EvaluationSettings settings, IReadOnlyList<Direction> directions, bool areChosen, EvaluationWork work)
{
    private const string NoSuchVector = "REPRESENTATION_UNAVAILABLE";

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
            new Dictionary<string, string>(),
            [],
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
                var names = await PutCaptionsInAsync(session, pool, display, cancellationToken);
                return await AskAsync(session, pool, names, offline, display, cancellationToken);
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

    /// <summary>Puts the captions in where they can be looked for: one, which tells whether the model stores them so, then the others.</summary>
    private async Task<StoredNames?> PutCaptionsInAsync(EvaluationSession session, EvaluationPool pool, IProgressBoard display, CancellationToken cancellationToken)
    {
        Direction[] toText = [.. directions.Where(direction => direction.NeedsCaptions)];
        StoredNames? names = null;
        if (!settings.Compares)
        {
            if (toText.Length > 0)
                await pool.IngestCaptionsAsync(1, display, cancellationToken);
            names = await StoredNames.ReadAsync(session.Client, Set, work.Journal, cancellationToken);
        }

        if (toText.Any(direction => names?.IsTurned(direction) != true))
            await pool.IngestCaptionsAsync(Set.Captions.Count, display, cancellationToken);
        return names;
    }

    private async Task<RetrievalReport> AskAsync(
        EvaluationSession session, EvaluationPool pool, StoredNames? names, OfflineReport? offline, IProgressBoard display, CancellationToken cancellationToken)
    {
        var vectors = offline is null ? null : OfflineVectors.Read(work["offline"]);
        var run = new RetrievalRun(session.Client, Set, work.Journal, vectors, names, settings.Parallel);
        var outcomes = new List<QueryOutcome>();
        var plan = areChosen || names is null ? DirectionPlan.OfChosen(directions, names) : DirectionPlan.Of(directions, names);
        foreach (var turned in plan.Turned)
            run.Keep(turned.Query);
        var (figures, unavailable) = (new Dictionary<string, DirectionFigures>(), plan.Unavailable.ToDictionary());
        foreach (var direction in plan.Asked)
        {
            try
            {
                var answered = await run.AskAsync(direction, display, cancellationToken);
                outcomes.AddRange(answered);
                figures[direction.Name] = DirectionFigures.Of([.. answered.Select(outcome => outcome.Rank)], PoolOf(direction), settings.Seed);
            }
            catch (TriadException exception) when (!areChosen && exception.Reason == NoSuchVector)
            {
                unavailable[direction.Name] = exception.Message.ReplaceLineEndings(" ");
            }
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
            Set.Items.Count,
            Set.Captions.Count,
            session.Space,
            [.. pool.NotIngested.Keys],
            pool.NotIngested,
            figures,
            unavailable,
            [.. plan.Turned.Select(direction => direction.Name).Where(figures.ContainsKey)],
            offline);
    }

    private int PoolOf(Direction direction) => direction.NeedsCaptions ? Set.Captions.Count : Set.Items.Count;
}
