using System.Diagnostics;
using Triad.Client;
using Triad.Evaluation.Runs;

namespace Triad.Evaluation.Footage;

/// <summary>Measures a set of real things through a platform: each pool of videos is a tenant of its own.</summary>
/// <param name="platform">The platform.</param>
/// <param name="package">The package that serves.</param>
/// <param name="folder">Where videos are made.</param>
/// <param name="parallel">Uploads and queries at the same time.</param>
public sealed class FootageEvaluation(IEvaluationPlatform platform, string? package, string folder, int parallel)
{
    private readonly Dictionary<string, FootageFigures> _questions = [];
    private readonly Dictionary<string, string> _refused = [];
    private string _space = "";

    /// <summary>Measures a set.</summary>
    public async Task<FootageReport> RunAsync(
        FootageSet set, IReadOnlyList<FootageItem> items, IProgressBoard display, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var texts = items.SelectMany((item, index) => item.Texts.Select(text => new FootageQuery(index, text))).ToArray();
        switch (set)
        {
            case FootageSet.Photographs:
                await MeasureAsync("pictures", [.. items.Select(item => item with { Sound = null })], [("text -> picture", texts)], display, cancellationToken);
                break;
            case FootageSet.Sounds:
                await MeasureAsync("sounds", [.. items.Select(item => item with { Picture = null })], [("text -> sound", texts)], display, cancellationToken);
                break;
            case FootageSet.Triples:
                await MeasureAsync("pictures with sound", items, [("text -> picture with sound", texts)], display, cancellationToken);
                var sounds = items.Select((item, index) => new FootageQuery(index, Sound: item.Sound)).ToArray();
                await MeasureAsync(
                    "pictures", [.. items.Select(item => item with { Sound = null })], [("text -> picture", texts), ("sound -> picture", sounds)],
                    display, cancellationToken);
                break;
            default:
                await MeasureAsync("clips", items, [("text -> clip", texts)], display, cancellationToken);
                break;
        }

        return FootageReport.Of(
            set.ToString().ToLowerInvariant(), _space, Stopwatch.GetElapsedTime(started).TotalSeconds, _questions, _refused);
    }

    private async Task MeasureAsync(
        string name, IReadOnlyList<FootageItem> items, (string Name, FootageQuery[] Queries)[] questions, IProgressBoard display,
        CancellationToken cancellationToken)
    {
        using var @operator = platform.Connect(null);
        await using var tenant = await ScratchTenant.CreateAsync(@operator, package, cancellationToken);
        _space = tenant.Tenant.Space;
        using var client = platform.Connect(tenant.Key);
        var pool = new FootagePool(client, items, Path.Combine(folder, name), parallel);
        await pool.FillAsync(name, display, cancellationToken);
        foreach (var (item, reason) in pool.Refused)
            _refused[$"{name}: {item}"] = reason;
        foreach (var (question, queries) in questions)
            _questions[question] = FootageFigures.Of(
                await FootageAsking.RanksAsync(pool, queries, question, parallel, display, cancellationToken), items.Count);
    }
}
