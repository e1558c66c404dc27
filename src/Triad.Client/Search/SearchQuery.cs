namespace Triad.Client;

/// <summary>
/// What is searched for: up to 16 parts, each with a weight. Immutable; every method returns a new query.
/// A negative weight leads away from a part; at least one weight must be positive.
/// </summary>
/// <example><code>
/// var query = new SearchQuery().WithText("a red kettle").WithAudio(whistle, weight: 0.5).WithoutText("steam");
/// </code></example>
public sealed record SearchQuery
{
    /// <summary>The parts in the order in which they were added.</summary>
    public IReadOnlyList<QueryPart> Parts { get; init; } = [];

    /// <summary>How the parts become one vector.</summary>
    public Composition Composition { get; init; }

    /// <summary>A query of one text.</summary>
    /// <param name="text">1 to 4,096 characters.</param>
    public static implicit operator SearchQuery(string text) => new SearchQuery().WithText(text);

    /// <summary>Adds any part.</summary>
    /// <param name="part">The part.</param>
    public SearchQuery With(QueryPart part) => this with { Parts = [.. Parts, part] };

    /// <summary>Adds a text.</summary>
    /// <param name="text">1 to 4,096 characters.</param>
    /// <param name="weight">How much it counts: not 0, -100 to 100.</param>
    public SearchQuery WithText(string text, double weight = 1) => With(new TextPart(text) { Weight = weight });

    /// <summary>Adds a text to look away from.</summary>
    /// <param name="text">1 to 4,096 characters.</param>
    /// <param name="weight">How much it counts against a hit, more than 0.</param>
    public SearchQuery WithoutText(string text, double weight = 1) => WithText(text, -weight);

    /// <summary>Adds a clip of sound.</summary>
    /// <param name="file">A whole file in any format that FFmpeg reads.</param>
    /// <param name="weight">How much it counts: not 0, -100 to 100.</param>
    public SearchQuery WithAudio(ReadOnlyMemory<byte> file, double weight = 1) => With(new AudioPart(file) { Weight = weight });

    /// <summary>Adds a picture.</summary>
    /// <param name="file">A whole JPEG, PNG, WebP, BMP or GIF file.</param>
    /// <param name="weight">How much it counts: not 0, -100 to 100.</param>
    public SearchQuery WithImage(ReadOnlyMemory<byte> file, double weight = 1) => With(new ImagePart(file) { Weight = weight });

    /// <summary>Adds a video clip.</summary>
    /// <param name="file">A whole file in any format that FFmpeg reads.</param>
    /// <param name="weight">How much it counts: not 0, -100 to 100.</param>
    public SearchQuery WithVideo(ReadOnlyMemory<byte> file, double weight = 1) => With(new VideoPart(file) { Weight = weight });

    /// <summary>Adds a video of the library, or a segment of it.</summary>
    /// <param name="videoId">The video.</param>
    /// <param name="segmentIndex">A segment of it; null for the whole video.</param>
    /// <param name="weight">How much it counts: not 0, -100 to 100.</param>
    /// <param name="modalities">Which stored vector counts, that of all these; none given: that of all it has.</param>
    public SearchQuery WithStoredVideo(
        string videoId,
        int? segmentIndex = null,
        double weight = 1,
        Modalities modalities = Modalities.None) =>
        With(new StoredPart(videoId, segmentIndex, modalities) { Weight = weight });

    /// <summary>Adds a vector.</summary>
    /// <param name="values">As many finite numbers as the space has dimensions.</param>
    /// <param name="space">The space, <c>modelId@contentHash</c>.</param>
    /// <param name="weight">How much it counts: not 0, -100 to 100.</param>
    public SearchQuery WithVector(IReadOnlyList<float> values, string space, double weight = 1) =>
        With(new VectorPart(values, space) { Weight = weight });

    /// <summary>Says how the parts become one vector.</summary>
    /// <param name="composition">How.</param>
    public SearchQuery Composed(Composition composition) => this with { Composition = composition };

    internal V1.Query ToWire() => new()
    {
        Parts = { Parts.Select(part => part.ToWire()) },
        Compose = (V1.Compose)Composition,
    };
}
