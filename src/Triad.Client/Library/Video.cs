namespace Triad.Client;

/// <summary>One media item of a tenant.</summary>
public sealed record Video
{
    /// <summary>Unique in the tenant.</summary>
    public required string Id { get; init; }

    /// <summary>For people, often the file's name.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>Where it is on its way into the library.</summary>
    public VideoState State { get; init; }

    /// <summary>Why it failed; null in other states.</summary>
    public VideoFailure? Failure { get; init; }

    /// <summary>Of the ingest, 0 to 100.</summary>
    public double ProgressPercent { get; init; }

    /// <summary>What is being done, for people; empty in a final state.</summary>
    public string Activity { get; init; } = string.Empty;

    /// <summary>What the user attached.</summary>
    public IReadOnlyDictionary<string, MetadataValue> Metadata { get; init; } = new Dictionary<string, MetadataValue>();

    /// <summary>When it was made.</summary>
    public DateTimeOffset? CreateTime { get; init; }

    /// <summary>Bytes of the uploaded file.</summary>
    public long SizeBytes { get; init; }

    /// <summary>SHA-256 of the uploaded file, 64 lower-case hexadecimal digits.</summary>
    public string Sha256 { get; init; } = string.Empty;

    /// <summary>How long it is; zero before it is decoded.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>What the file holds.</summary>
    public IReadOnlyList<MediaStreamInfo> Streams { get; init; } = [];

    /// <summary>Which modalities at least one segment has.</summary>
    public Modalities Modalities { get; init; }

    /// <summary>How each modality fared.</summary>
    public IReadOnlyList<ModalityStatus> ModalityStatuses { get; init; } = [];

    /// <summary>What of the upload it lacks, or has elsewhere than the file says: it is whole but for these.</summary>
    public IReadOnlyList<Notice> Notices { get; init; } = [];

    /// <summary>How many segments it has, once it is ready.</summary>
    public int SegmentCount { get; init; }

    /// <summary>The space that its vectors are of.</summary>
    public string Space { get; init; } = string.Empty;

    /// <summary>A search that waits for it finds this video; empty before it is ready.</summary>
    public string Watermark { get; init; } = string.Empty;

    /// <summary>What is stored of it as a whole; null before it is ready.</summary>
    public WholeVideo? Whole { get; init; }

    /// <summary>Whether its state will not change by itself any more.</summary>
    public bool IsFinal => State is VideoState.Ready or VideoState.Failed;

    /// <summary>How long it is kept after its creation; null for as long as its tenant says.</summary>
    public TimeSpan? Retention { get; init; }

    internal static Video FromWire(V1.Video wire) => new()
    {
        Id = wire.Id,
        Name = wire.Name,
        State = (VideoState)wire.State,
        Failure = wire.Failure is { } failure ? new VideoFailure(failure.Reason, failure.Message, failure.Retryable) : null,
        ProgressPercent = wire.ProgressPercent,
        Activity = wire.Activity,
        Metadata = MetadataValue.FromWire(wire.Metadata),
        CreateTime = wire.CreateTime?.ToDateTimeOffset(),
        SizeBytes = wire.SizeBytes,
        Sha256 = wire.Sha256,
        Duration = TimeSpan.FromSeconds(wire.DurationSeconds),
        Streams = [.. wire.Streams.Select(MediaStreamInfo.FromWire)],
        Modalities = wire.Modalities.ToModalities(),
        ModalityStatuses = [.. wire.ModalityStatuses.Select(ModalityStatus.FromWire)],
        Notices = [.. wire.Notices.Select(Notice.FromWire)],
        SegmentCount = wire.SegmentCount,
        Space = wire.Space,
        Retention = wire.Retention?.ToTimeSpan(),
        Watermark = wire.Watermark,
        Whole = wire.Whole is { } whole ? new WholeVideo((LongInput)whole.LongInput, whole.TokenCount, [.. whole.Representations]) : null,
    };
}
