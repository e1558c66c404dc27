using Triad.Client;
using Triad.Evaluation.Datasets;
using Triad.Evaluation.Runs;

namespace Triad.Evaluation.Retrieval;

/// <summary>
/// What the vectors of a pool are called, as the platform tells of a sample of it: a fusion model calls them by their modalities, PE-AV by words, an
/// ensemble by its members. Where nothing is told the names are those of the modalities.
/// </summary>
/// <param name="items">For each item that was looked at the names of its vectors.</param>
/// <param name="caption">The names of a caption's vectors; none where the model stores no text.</param>
internal sealed class StoredNames(IReadOnlyList<IReadOnlyList<string>> items, IReadOnlyList<string> caption)
{
    private const int Sample = 64;

    private static readonly Dictionary<string, Modalities> Words = new(StringComparer.Ordinal)
    {
        ["audio"] = Modalities.Audio,
        ["video"] = Modalities.Video,
        ["audio_video"] = Modalities.Audio | Modalities.Video,
        ["text"] = Modalities.Text,
        ["t"] = Modalities.Text,
        ["v"] = Modalities.Video,
        ["a"] = Modalities.Audio,
        ["tv"] = Modalities.Text | Modalities.Video,
        ["ta"] = Modalities.Text | Modalities.Audio,
        ["va"] = Modalities.Video | Modalities.Audio,
        ["tva"] = Modalities.Text | Modalities.Video | Modalities.Audio,
    };

    private readonly bool _isTold = items.Any(names => names.Count > 0);
    private readonly IReadOnlyList<string> _all = [.. items.SelectMany(names => names).Distinct(StringComparer.Ordinal)];

    /// <summary>True where one name is that of a vector of every item.</summary>
    public bool HasCommon => !_isTold || _all.Any(name => items.All(names => names.Contains(name, StringComparer.Ordinal)));

    /// <summary>Asks the platform.</summary>
    public static async Task<StoredNames> ReadAsync(TriadClient client, EvaluationSet set, EvaluationJournal journal, CancellationToken cancellationToken)
    {
        var items = new List<IReadOnlyList<string>>();
        var stored = Enumerable.Range(0, set.Items.Count)
            .Select(index => EvaluationPool.VideoId(EvaluationPool.Items, index))
            .Where(id => journal.IsSettled(id) && journal.RefusalOf(id) is null);
        foreach (var id in stored.Take(Sample))
            items.Add(await NamesAsync(id));
        var caption = EvaluationPool.VideoId(EvaluationPool.Captions, 0);
        return new StoredNames(items, journal.IsSettled(caption) && journal.RefusalOf(caption) is null ? await NamesAsync(caption) : []);

        async Task<IReadOnlyList<string>> NamesAsync(string id) => (await client.Library.GetAsync(id, cancellationToken)).Whole?.Representations ?? [];
    }

    /// <summary>The names of the vectors of some modalities; none for whatever a search compares with that names nothing; null where no item has one.</summary>
    public IReadOnlyList<string>? Of(Modalities mask)
    {
        if (mask == Modalities.None)
            return [];
        var usual = mask.ToShortName();
        if (!_isTold || mask == Modalities.Text || _all.Contains(usual, StringComparer.Ordinal))
            return [usual];
        string[] found = [.. _all.Where(name => Words.GetValueOrDefault(name[(name.LastIndexOf('.') + 1)..]) == mask)];
        return found.Length > 0 ? found : null;
    }

    /// <summary>
    /// True where the captions are not asked for by the items' own vectors, because the model stores none of them or they are of another kind: then the
    /// captions ask, and the same scores are read the other way.
    /// </summary>
    public bool IsTurned(Direction direction) => direction.Target == Modalities.Text && _isTold
        && !(caption.Contains(Modalities.Text.ToShortName(), StringComparer.Ordinal)
            && direction.Query != Modalities.None && _all.Contains(direction.Query.ToShortName(), StringComparer.Ordinal));
}
