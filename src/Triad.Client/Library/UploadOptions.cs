namespace Triad.Client;

/// <summary>What may be said about a file that is uploaded.</summary>
public sealed record UploadOptions
{
    /// <summary>The id that the video gets: 1 to 64 letters, digits, <c>_</c>, <c>-</c>, <c>.</c>; null: the platform makes one.</summary>
    public string? VideoId { get; init; }

    /// <summary>For people; null takes the file's name where there is one.</summary>
    public string? Name { get; init; }

    /// <summary>At most 32 values to find and filter by.</summary>
    public IReadOnlyDictionary<string, MetadataValue>? Metadata { get; init; }

    /// <summary>The text modality.</summary>
    public Captions? Captions { get; init; }

    /// <summary>Length of the video's segments, 1 to 300 seconds; null for the model package's own.</summary>
    public TimeSpan? SegmentLength { get; init; }

    /// <summary>How the vectors of the whole video are made.</summary>
    public LongInput LongInput { get; init; }

    /// <summary>How long the video is kept after its creation; null for as long as its tenant says.</summary>
    public TimeSpan? Retention { get; init; }

    /// <summary>
    /// Whether the platform checks the SHA-256 of what arrives. Needs a stream that can seek, which is read twice then. Default true.
    /// </summary>
    public bool VerifyChecksum { get; init; } = true;

    /// <summary>Makes the upload safe to repeat across processes, at most 64 characters; null: one for the retries.</summary>
    public string? RequestId { get; init; }

    /// <summary>Told about every message sent.</summary>
    public IProgress<UploadProgress>? Progress { get; init; }
}
