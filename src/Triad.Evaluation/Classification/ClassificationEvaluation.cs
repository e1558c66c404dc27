using Triad.Client;
using Triad.Evaluation.Metrics;
using Triad.Evaluation.Offline;
using Triad.Evaluation.Retrieval;
using Triad.Evaluation.Runs;

namespace Triad.Evaluation.Classification;

/// <summary>
/// One measurement of zero-shot classification: each label's prompt is a query, each item's score for it is the score of a hit, and the label with the
/// best score is the item's. Through the platform, offline, or both.
/// </summary>
/// <param name="host">The program that asks.</param>
/// <param name="settings">What is measured.</param>
/// <param name="labels">The labels.</param>
/// <param name="prompts">Their texts; of several the query is the direction of the sum of their vectors.</param>
/// <param name="truth">The right labels by item.</param>
/// <param name="target">The stored vectors that are looked at.</param>
/// <param name="work">The run's folder.</param>
public sealed class ClassificationEvaluation(
    IEvaluationHost host,
    EvaluationSettings settings,
    LabelSet labels,
    IReadOnlyList<IReadOnlyList<string>> prompts,
    IReadOnlyList<IReadOnlyList<int>> truth,
    Modalities target,
    EvaluationWork work)
{
    private string Mask => target.ToShortName();

    public async Task<ClassificationReport> RunAsync(CancellationToken cancellationToken)
    {
        var set = settings.Set;
        var files = await host.ShowAsync(display => EvaluationMedia.PrepareAsync(set, work["clips"], display, cancellationToken));
        OfflineResult? offline = null;
        ClassificationFigures? offlineFigures = null;
        if (settings.AsksOffline)
        {
            var plan = OfflinePlan.Of(settings, files, [], new OfflinePlan.LabelSet(prompts, truth, Mask));
            offline = await host.ShowAsync(display => OfflineRun.RunAsync(host, plan, work["offline"], display, cancellationToken));
            offlineFigures = FiguresOf(OfflineResult.Ranks(offline.Classes!.Ranks));
        }

        if (settings.AsksPlatform)
            return await AskPlatformAsync(files, offline, offlineFigures, cancellationToken);
        var problems = offline!.Problems.ToDictionary(problem => set.Items[problem.Key].Name, problem => problem.Value);
        return new ClassificationReport(
            set.Items.Count, labels.Labels.Count, Mask, PackageSpace.Of(settings.Package), problems, offlineFigures!, offlineFigures);
    }

    private async Task<ClassificationReport> AskPlatformAsync(
        IReadOnlyList<string?> files, OfflineResult? offline, ClassificationFigures? offlineFigures, CancellationToken cancellationToken)
    {
        var set = settings.Set;
        await using var session = await EvaluationSession.OpenAsync(host, settings, work, cancellationToken);
        var pool = new EvaluationPool(session.Client, set, files, work.Journal, settings.Parallel);
        var isDone = false;
        try
        {
            var report = await host.ShowAsync(async display =>
            {
                await pool.IngestItemsAsync(display, cancellationToken);
                var scores = await ScoresAsync(session.Client, display, cancellationToken);
                var figures = FiguresOf([.. scores.Select((row, item) => row is null ? double.PositiveInfinity : RetrievalRank.OfBest(row, [.. truth[item]]))]);
                var agreement = offline is null
                    ? null
                    : await CompareAsync(session.Client, scores, figures, offline, offlineFigures!, display, cancellationToken);
                return new ClassificationReport(
                    set.Items.Count, labels.Labels.Count, Mask, session.Space, pool.NotIngested, figures, offlineFigures, agreement);
            });
            isDone = true;
            return report;
        }
        finally
        {
            if (settings.Running && (isDone || !work.IsKept))
                await pool.RemoveAsync(captions: false, CancellationToken.None);
        }
    }

    /// <summary>By item the score of every label; null for what is not in the pool or lacks what is looked at.</summary>
    private async Task<IReadOnlyList<double[]?>> ScoresAsync(TriadClient client, IProgressBoard display, CancellationToken cancellationToken)
    {
        var run = new RetrievalRun(client, settings.Set, work.Journal, null, null, settings.Parallel);
        var bar = display.Add("labels");
        var scores = new double[settings.Set.Items.Count][];
        for (var label = 0; label < prompts.Count; label++)
        {
            var query = prompts[label].Aggregate(new SearchQuery().Composed(prompts[label].Count > 1 ? Composition.Late : default), (all, text) => all.WithText(text));
            foreach (var (item, score) in await run.HitsAsync(query, target, cancellationToken))
            {
                scores[item] ??= new double[prompts.Count];
                scores[item][label] = score;
            }

            bar.Report(label + 1, prompts.Count);
        }

        return scores;
    }

    private async Task<ClassificationAgreement> CompareAsync(
        TriadClient client,
        IReadOnlyList<double[]?> scores,
        ClassificationFigures figures,
        OfflineResult offline,
        ClassificationFigures offlineFigures,
        IProgressBoard display,
        CancellationToken cancellationToken)
    {
        var vectors = OfflineVectors.Read(work["offline"]);
        var cosines = await new VectorComparison(client, settings.Set, vectors, work.Journal, settings.Parallel)
            .RunAsync(texts: false, captions: false, display, cancellationToken);

        // Nobody is asked about an item without a right label.
        double[]?[] asked = [.. scores.Select((row, item) => truth[item].Count > 0 ? row : null)];
        return ClassificationAgreement.Of(cosines.GetValueOrDefault(Mask) ?? new CosineFigures(0, 0, 1), figures, offlineFigures, asked, offline.Classes!.First);
    }

    private ClassificationFigures FiguresOf(IReadOnlyList<double> ranks) => ClassificationFigures.Of(labels, truth, ranks, settings.Seed);
}
