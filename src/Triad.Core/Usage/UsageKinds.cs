namespace Triad.Core.Usage;

/// <summary>The registry of the kinds of usage. A place that meters something else first enters a kind here.</summary>
public static class UsageKinds
{
    /// <summary>Seconds of computing embeddings.</summary>
    public static UsageKind EmbedSeconds { get; } = new(
        "embed_seconds",
        "s",
        UsageDimensions.Modality | UsageDimensions.Package | UsageDimensions.Source,
        UsageAggregation.Sum,
        "Seconds that executors computed embeddings: of a video when its generation is committed, of a query when it is embedded, of hits when they are ordered again.");

    /// <summary>Searches.</summary>
    public static UsageKind Searches { get; } = new(
        "searches",
        "search",
        UsageDimensions.Package,
        UsageAggregation.Sum,
        "Searches that have an answer, counted before it is sent; a refused or failed search is none.");

    /// <summary>Hits of searches that a model compared with the query once more.</summary>
    public static UsageKind RerankedHits { get; } = new(
        "reranked_hits",
        "hit",
        UsageDimensions.Package,
        UsageAggregation.Sum,
        "Hits of searches that a model compared with the query's text one by one, to order them again.");

    /// <summary>Seconds of media that became searchable.</summary>
    public static UsageKind IngestedSeconds { get; } = new(
        "ingested_seconds",
        "s",
        UsageDimensions.Package | UsageDimensions.Source,
        UsageAggregation.Sum,
        "Seconds of media, when the generation of a video is committed; a failed ingest is none.");

    /// <summary>Bytes of uploads times the hours that they were kept.</summary>
    public static UsageKind StoredByteHours { get; } = new(
        "stored_byte_hours",
        "By.h",
        UsageDimensions.None,
        UsageAggregation.Sum,
        "Bytes of the originals of all videos times the part of each hour that they were kept, from upload to deletion.");

    /// <summary>Bytes of answers.</summary>
    public static UsageKind SentBytes { get; } = new(
        "sent_bytes",
        "By",
        UsageDimensions.None,
        UsageAggregation.Sum,
        "Bytes of the messages that answer calls of the library and of searches, counted before they are sent.");

    /// <summary>Seconds of speech that was written down. No part of this version transcribes, so nothing emits it yet.</summary>
    public static UsageKind TranscribedSeconds { get; } = new(
        "transcribed_seconds",
        "s",
        UsageDimensions.Package,
        UsageAggregation.Sum,
        "Seconds of sound that were transcribed. Nothing in this version transcribes.");

    /// <summary>All kinds.</summary>
    public static IReadOnlyList<UsageKind> All { get; } =
        [EmbedSeconds, Searches, RerankedHits, IngestedSeconds, StoredByteHours, SentBytes, TranscribedSeconds];

    private static readonly Dictionary<string, UsageKind> ByName = All.ToDictionary(kind => kind.Name, StringComparer.Ordinal);

    /// <summary>The kind of a name, or null.</summary>
    public static UsageKind? Find(string name) => ByName.GetValueOrDefault(name);
}
