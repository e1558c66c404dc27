namespace Triad.Client;

/// <summary>One page of an answer.</summary>
public sealed record SearchPage
{
    /// <summary>Best first.</summary>
    public IReadOnlyList<SearchHit> Hits { get; init; } = [];

    /// <summary>Asks for the next page; null on the last one. Lives 10 minutes.</summary>
    public string? NextPageToken { get; init; }

    /// <summary>The space in which was searched.</summary>
    public string Space { get; init; } = string.Empty;

    /// <summary>Shards that hold the tenant's vectors.</summary>
    public int ShardsAsked { get; init; }

    /// <summary>Shards that answered in time.</summary>
    public int ShardsAnswered { get; init; }

    /// <summary>Whether shards are missing from the answer.</summary>
    public bool IsPartial => ShardsAnswered < ShardsAsked;

    /// <summary>What the answer has seen, for <see cref="SearchOptions.WaitFor"/>.</summary>
    public string Watermark { get; init; } = string.Empty;

    /// <summary>Where the time went.</summary>
    public required SearchTimings Timings { get; init; }

    /// <summary>Words of the query that the model has not learnt; they count only by their spelling.</summary>
    public IReadOnlyList<string> UnknownWords { get; init; } = [];

    /// <summary>How many words of the query were beyond the longest text that the model takes; they did not count.</summary>
    public int CutWordCount { get; init; }

    /// <summary>The confidences are calibrated, and no hit is likely to be a match.</summary>
    public bool NothingMatches { get; init; }

    internal static SearchPage FromWire(V1.SearchResponse wire) => new()
    {
        Hits = [.. wire.Hits.Select(SearchHit.FromWire)],
        NextPageToken = wire.NextPageToken.Length == 0 ? null : wire.NextPageToken,
        Space = wire.Space,
        ShardsAsked = wire.ShardsAsked,
        ShardsAnswered = wire.ShardsAnswered,
        Watermark = wire.Watermark,
        Timings = SearchTimings.FromWire(wire.Timings),
        UnknownWords = [.. wire.TextNotice?.UnknownWords ?? []],
        CutWordCount = wire.TextNotice?.CutWordCount ?? 0,
        NothingMatches = wire.NothingMatches,
    };
}
