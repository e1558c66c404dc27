using Triad.Client;

namespace Triad.Evaluation.Retrieval;

/// <summary>What is asked with and what is looked for: <c>t-&gt;va</c> asks with text for stored vectors of picture and sound.</summary>
/// <param name="Query">What is asked with; none for all that an item has.</param>
/// <param name="Target">What is looked for; none for whatever a search compares with that names nothing.</param>
public sealed record Direction(Modalities Query, Modalities Target)
{
    private const string Full = "full";
    private const Modalities Both = Modalities.Video | Modalities.Audio;

    /// <summary>Every direction between the single modalities, and those of text with picture and sound together: asked by default.</summary>
    public static IReadOnlyList<Direction> All { get; } =
    [
        new(Modalities.Text, Both),
        new(Modalities.Text, Modalities.Video),
        new(Modalities.Text, Modalities.Audio),
        new(Modalities.Video, Modalities.Text),
        new(Modalities.Audio, Modalities.Text),
        new(Modalities.Video, Modalities.Audio),
        new(Modalities.Audio, Modalities.Video),
        new(Both, Modalities.Text),
    ];

    /// <summary>The other disjoint directions of the paper. The platform stores no vector of a caption together with its video's picture or sound.</summary>
    public static IReadOnlyList<Direction> OfflineOnly { get; } =
    [
        new(Modalities.Video, Modalities.Text | Modalities.Audio),
        new(Modalities.Audio, Modalities.Text | Modalities.Video),
        new(Modalities.Text | Modalities.Audio, Modalities.Video),
        new(Modalities.Text | Modalities.Video, Modalities.Audio),
    ];

    /// <summary>Text against all that the items have, and back: asked where no one vector is stored of every item, as with an ensemble.</summary>
    public static IReadOnlyList<Direction> Whole { get; } = [new(Modalities.Text, Modalities.None), new(Modalities.None, Modalities.Text)];

    public string Name => $"{NameOf(Query)}->{NameOf(Target)}";

    /// <summary>Text as a target has to be stored: the captions go in too.</summary>
    public bool NeedsCaptions => Target == Modalities.Text;

    public static Direction Parse(string name) => Parse(name, allowsOfflineOnly: true);

    /// <param name="name">Two masks with an arrow between them.</param>
    /// <param name="allowsOfflineOnly">Whether those that the platform cannot be asked are fine.</param>
    public static Direction Parse(string name, bool allowsOfflineOnly)
    {
        if (All.Concat(Whole).FirstOrDefault(direction => direction.Name == name) is { } known)
            return known;
        if (OfflineOnly.FirstOrDefault(direction => direction.Name == name) is not { } offline)
        {
            throw EvaluationException.WrongUse(
                "--direction", name, $"Use one of {string.Join(", ", All.Concat(Whole).Concat(OfflineOnly).Select(direction => direction.Name))}");
        }

        return allowsOfflineOnly ? offline : throw EvaluationException.WrongUse("--direction", name, "The platform stores no such vectors: ask with --offline");
    }

    private static string NameOf(Modalities mask) => mask == Modalities.None ? Full : mask.ToShortName();
}
