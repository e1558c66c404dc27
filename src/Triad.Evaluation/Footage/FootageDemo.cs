using System.Diagnostics;
using Triad.Evaluation.Runs;

namespace Triad.Evaluation.Footage;

/// <summary>
/// The demo on real things: photographs, sounds, photographs with sound, and texts as captions over silence go into one library, and sixty
/// queries ask for them. Which ones is fixed: every so-manieth of the folder's, in the order of names.
/// </summary>
/// <param name="platform">The platform.</param>
/// <param name="package">The package that serves.</param>
/// <param name="folder">Where videos are made.</param>
/// <param name="parallel">Uploads and queries at the same time.</param>
public sealed class FootageDemo(IEvaluationPlatform platform, string? package, string folder, int parallel)
{
    private const int Photographs = 60;
    private const int Sounds = 20;
    private const int Both = 20;
    private const int Texts = 20;
    private const int AskedPhotographs = 20;
    private const int AskedSounds = 15;
    private const int AskedBoth = 15;
    private const int AskedTexts = 10;

    /// <summary>Runs it.</summary>
    /// <param name="items">Pictures and sounds with captions.</param>
    /// <param name="display">Shows progress.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<FootageReport> RunAsync(IReadOnlyList<FootageItem> items, IProgressBoard display, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var (library, questions) = Plan(items);
        using var @operator = platform.Connect(null);
        await using var tenant = await ScratchTenant.CreateAsync(@operator, package, cancellationToken);
        using var client = platform.Connect(tenant.Key);
        var pool = new FootagePool(client, library, folder, parallel, films: true);
        await pool.FillAsync("videos", display, cancellationToken);
        var figures = new Dictionary<string, FootageFigures>();
        var all = new List<FootageRank>();
        foreach (var (name, queries) in questions.Where(question => question.Value.Count > 0))
        {
            var ranks = await FootageAsking.RanksAsync(pool, queries, name, parallel, display, cancellationToken);
            figures[name] = FootageFigures.Of(ranks, library.Count);
            all.AddRange(ranks);
        }

        var whole = new Dictionary<string, FootageFigures> { ["all"] = FootageFigures.Of(all, library.Count) };
        foreach (var (name, figure) in figures)
            whole[name] = figure;
        return FootageReport.Of("demo", tenant.Tenant.Space, Stopwatch.GetElapsedTime(started).TotalSeconds, whole, pool.Refused);
    }

    internal static (IReadOnlyList<FootageItem> Library, IReadOnlyDictionary<string, IReadOnlyList<FootageQuery>> Questions) Plan(
        IReadOnlyList<FootageItem> items)
    {
        var things = items.Where(FootageSelection.IsPhotograph).DistinctBy(item => item.Texts[0]).ToArray();
        var heard = items.Where(FootageSelection.IsSound).DistinctBy(item => item.Texts[0]).ToArray();
        var both = Every(heard.Where(item => item.Picture is not null), Both);
        var sounds = Every(heard.Except(both), Sounds);
        var left = things.Except(both).Except(sounds).ToArray();
        var photographs = Every(left, Photographs);
        var texts = Every(left.Except(photographs), Texts);
        FootageItem[] library =
        [
            .. photographs.Select(item => item with { Sound = null }),
            .. sounds.Select(item => item with { Picture = null }),
            .. both,
            .. texts.Select(item => item with { Picture = null, Sound = null, IsCaptioned = true }),
        ];
        var first = (Sounds: photographs.Length, Both: photographs.Length + sounds.Length, Texts: photographs.Length + sounds.Length + both.Length);
        return (library, new Dictionary<string, IReadOnlyList<FootageQuery>>
        {
            ["text -> picture"] = ByText(library, 0, photographs.Length, AskedPhotographs),
            ["text -> sound"] = ByText(library, first.Sounds, sounds.Length, AskedSounds),
            ["text -> picture with sound"] = ByText(library, first.Both, both.Length, AskedBoth),
            ["picture -> text"] =
                [.. Every(Enumerable.Range(0, texts.Length), AskedTexts).Select(index => new FootageQuery(first.Texts + index, Picture: texts[index].Picture))],
        });
    }

    private static IReadOnlyList<FootageQuery> ByText(FootageItem[] library, int first, int count, int asked) =>
        [.. Every(Enumerable.Range(first, count), asked).Select(index => new FootageQuery(index, library[index].Texts[0]))];

    // So many of all, at even distances; all where there are fewer.
    private static T[] Every<T>(IEnumerable<T> all, int count)
    {
        var list = all.ToArray();
        return list.Length <= count ? list : [.. Enumerable.Range(0, count).Select(index => list[(int)((long)index * list.Length / count)])];
    }
}
