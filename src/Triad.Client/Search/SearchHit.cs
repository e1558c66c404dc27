namespace Triad.Client;

/// <summary>A moment that was found.</summary>
public sealed record SearchHit
{
    /// <summary>The video.</summary>
    public required string VideoId { get; init; }

    /// <summary>The video's name; empty where the platform could not tell it in time.</summary>
    public string VideoName { get; init; } = string.Empty;

    /// <summary>Whether a segment or the whole video matched.</summary>
    public SearchLevel Level { get; init; }

    /// <summary>The segment that matched; -1 for the whole video.</summary>
    public int SegmentIndex { get; init; }

    /// <summary>The moment.</summary>
    public MediaSpan Span { get; init; }

    /// <summary>
    /// Cosine between query and representation, -1 to 1. Where the scores of several representations are summed (an ensemble), the sum: standard
    /// deviations above what the query scores with things that it does not look for.
    /// </summary>
    public double Score { get; init; }

    /// <summary>Calibrated probability that this is a match; null where the model package brings no calibration.</summary>
    public double? Confidence { get; init; }

    /// <summary>The stored vector that matched, for example <c>va</c>.</summary>
    public string Representation { get; init; } = string.Empty;

    /// <summary>What the segment has.</summary>
    public Modalities Modalities { get; init; }

    /// <summary>
    /// With <see cref="SearchOptions.Explain"/>: what each modality of the query adds; they sum to the score.
    /// Empty where scores are summed: see <see cref="Members"/>.
    /// </summary>
    public IReadOnlyList<ScoreContribution> Contributions { get; init; } = [];

    /// <summary>
    /// With <see cref="SearchOptions.Explain"/>, where the scores of several representations are summed: what each said; their shares sum to the score.
    /// </summary>
    public IReadOnlyList<MemberScore> Members { get; init; } = [];

    /// <summary>What is said or written in the segment, shortened.</summary>
    public string TranscriptSnippet { get; init; } = string.Empty;

    /// <summary>How long the whole video is.</summary>
    public TimeSpan VideoDuration { get; init; }

    /// <summary>What the user attached to the video.</summary>
    public IReadOnlyDictionary<string, MetadataValue> Metadata { get; init; } = new Dictionary<string, MetadataValue>();

    /// <summary>Whose the video is; empty where the search names no grants.</summary>
    public string TenantId { get; init; } = string.Empty;

    /// <summary>The grant by which it was found; empty for the tenant's own.</summary>
    public string GrantId { get; init; } = string.Empty;

    internal static SearchHit FromWire(V1.Hit wire) => new()
    {
        VideoId = wire.VideoId,
        VideoName = wire.VideoName,
        Level = (SearchLevel)wire.Level,
        SegmentIndex = wire.SegmentIndex,
        Span = MediaSpan.FromWire(wire.Span),
        Score = wire.Score,
        Confidence = wire.HasConfidence ? wire.Confidence : null,
        Representation = wire.Representation,
        Modalities = wire.Modalities.ToModalities(),
        Contributions = [.. wire.Contributions.Select(part => new ScoreContribution(part.Modality.ToModalities(), part.Score))],
        Members = [.. wire.Members.Select(part => new MemberScore(part.Representation, part.Score, part.StandardScore, part.Weight, part.Share))],
        VideoDuration = TimeSpan.FromSeconds(wire.VideoDurationSeconds),
        TranscriptSnippet = wire.TranscriptSnippet,
        Metadata = MetadataValue.FromWire(wire.Metadata),
        TenantId = wire.TenantId,
        GrantId = wire.GrantId,
    };
}
