namespace Triad.Gateway.Limits;

/// <summary>What requests may hold at most (docs/limits.md). An error about a limit gives its name here, the value and the maximum.</summary>
public sealed class LimitsOptions
{
    /// <summary>Bytes of one message.</summary>
    public long MaxMessageBytes { get; set; } = 64L << 20;

    /// <summary>Bytes of one chunk of an upload.</summary>
    public long MaxChunkBytes { get; set; } = 1L << 20;

    /// <summary>Bytes of an uploaded file.</summary>
    public long MaxUploadBytes { get; set; } = 8L << 30;

    /// <summary>Bytes of captions.</summary>
    public long MaxCaptionsBytes { get; set; } = 4L << 20;

    /// <summary>Entries of a page.</summary>
    public long MaxPageSize { get; set; } = 1000;

    /// <summary>Hits of a page of a search.</summary>
    public long MaxHits { get; set; } = 1000;

    /// <summary>Parts of a query.</summary>
    public long MaxQueryParts { get; set; } = 16;

    /// <summary>Characters of a query's text part.</summary>
    public long MaxQueryTextLength { get; set; } = 4096;

    /// <summary>Bytes of a query's audio part.</summary>
    public long MaxQueryAudioBytes { get; set; } = 16L << 20;

    /// <summary>Bytes of a query's image part.</summary>
    public long MaxQueryImageBytes { get; set; } = 16L << 20;

    /// <summary>Bytes of a query's video part.</summary>
    public long MaxQueryVideoBytes { get; set; } = 48L << 20;

    /// <summary>Conditions of a filter, nested ones counted.</summary>
    public long MaxFilterConditions { get; set; } = 64;

    /// <summary>Filters within a filter within a filter.</summary>
    public long MaxFilterDepth { get; set; } = 4;

    /// <summary>Texts or ids that a condition lists.</summary>
    public long MaxFilterValues { get; set; } = 1000;

    /// <summary>Keys of a video's metadata.</summary>
    public long MaxMetadataKeys { get; set; } = 32;

    /// <summary>Characters of a text in metadata.</summary>
    public long MaxMetadataTextLength { get; set; } = 1024;

    /// <summary>Texts of a list in metadata.</summary>
    public long MaxMetadataTexts { get; set; } = 64;

    /// <summary>Every limit with its name.</summary>
    internal IEnumerable<(string Name, long Value)> All() =>
        typeof(LimitsOptions).GetProperties().Select(property => (property.Name, (long)property.GetValue(this)!));
}
