using System.Collections.Immutable;
using Triad.Core.LongInput;
using Triad.Grains.Abstractions.Videos;
using Triad.Grains.Erasure;

namespace Triad.Grains.Videos;

/// <summary>What is kept of a video: the state machine of its ingest.</summary>
[GenerateSerializer]
[Alias("triad.state.video")]
public sealed record VideoState
{
    /// <summary>Where it is on its way.</summary>
    [Id(0)]
    public VideoStatus Status { get; init; }

    /// <summary>True once all is erased. The record stays, so that a new video of the same id continues the generations and epochs.</summary>
    [Id(1)]
    public bool Erased { get; init; }

    /// <summary>The request that made it; empty for none.</summary>
    [Id(2)]
    public string RequestId { get; init; } = string.Empty;

    /// <summary>The file's name.</summary>
    [Id(3)]
    public string Name { get; init; } = string.Empty;

    /// <summary>The media store's name of the bytes.</summary>
    [Id(4)]
    public string SourceBlob { get; init; } = string.Empty;

    /// <summary>Bytes.</summary>
    [Id(5)]
    public long Length { get; init; }

    /// <summary>Hash of the bytes.</summary>
    [Id(6)]
    public string Sha256 { get; init; } = string.Empty;

    /// <summary>The media store's name of the captions, or null.</summary>
    [Id(7)]
    public string? CaptionsBlob { get; init; }

    /// <summary>The user's metadata.</summary>
    [Id(8)]
    public ImmutableArray<MetadataState> Metadata { get; init; } = [];

    /// <summary>Null for the model's own.</summary>
    [Id(9)]
    public TimeSpan? SegmentLength { get; init; }

    /// <summary>When it was uploaded.</summary>
    [Id(10)]
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    [Id(11)]
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Counts changes of this record.</summary>
    [Id(12)]
    public long Writes { get; init; }

    /// <summary>Raised with every attempt; reports of an older one are refused.</summary>
    [Id(13)]
    public long Epoch { get; init; }

    /// <summary>Attempts at the working generation.</summary>
    [Id(14)]
    public int Attempt { get; init; }

    /// <summary>The highest generation ever given out.</summary>
    [Id(15)]
    public int LastGeneration { get; init; }

    /// <summary>What searches find; 0 for nothing.</summary>
    [Id(16)]
    public int LiveGeneration { get; init; }

    /// <summary>What is being written; 0 for nothing.</summary>
    [Id(17)]
    public int WorkingGeneration { get; init; }

    /// <summary>What the live one replaced and publication removes; 0 for nothing.</summary>
    [Id(18)]
    public int ReplacedGeneration { get; init; }

    /// <summary>The shard that holds it.</summary>
    [Id(19)]
    public int Shard { get; init; }

    /// <summary>The shard's sequence number that made it visible.</summary>
    [Id(20)]
    public long Sequence { get; init; }

    /// <summary>The space of the live vectors.</summary>
    [Id(21)]
    public string Space { get; init; } = string.Empty;

    /// <summary>The space of the vectors being written.</summary>
    [Id(22)]
    public string WorkingSpace { get; init; } = string.Empty;

    /// <summary>FFmpeg's demuxer.</summary>
    [Id(23)]
    public string Container { get; init; } = string.Empty;

    /// <summary>What was decoded.</summary>
    [Id(24)]
    public TimeSpan Duration { get; init; }

    /// <summary>The decoded streams.</summary>
    [Id(25)]
    public ImmutableArray<StreamState> Streams { get; init; } = [];

    /// <summary>How each modality fared.</summary>
    [Id(26)]
    public ImmutableArray<ModalityState> Modalities { get; init; } = [];

    /// <summary>Of the live generation.</summary>
    [Id(27)]
    public ImmutableArray<SegmentState> Segments { get; init; } = [];

    /// <summary>Of the working generation, durable in the index.</summary>
    [Id(28)]
    public ImmutableArray<SegmentState> PendingSegments { get; init; } = [];

    /// <summary>Why it failed, or null.</summary>
    [Id(29)]
    public FailureState? Failure { get; init; }

    /// <summary>The trace of the upload, as W3C Trace Context writes it, or null: its ingest goes on in it.</summary>
    [Id(30)]
    public string? TraceParent { get; init; }

    /// <summary>How the vector of the whole video is to be made; null for the model's own way.</summary>
    [Id(31)]
    public LongInputStrategy? LongInput { get; init; }

    /// <summary>The live generation's vectors of the whole video; null where it has none.</summary>
    [Id(32)]
    public WholeVideoState? Whole { get; init; }

    /// <summary>The working generation's vectors of the whole video, durable in the index; null before.</summary>
    [Id(33)]
    public WholeVideoState? PendingWhole { get; init; }

    /// <summary>What the live generation lacks, or has elsewhere than the file says.</summary>
    [Id(34)]
    public ImmutableArray<NoticeState> Notices { get; init; } = [];

    /// <summary>The lineage of the tenant's vectors that this is of.</summary>
    [Id(35)]
    public int Lineage { get; init; }

    /// <summary>What it has in the tenant's other lineage, while the model is changed; else null.</summary>
    [Id(36)]
    public VideoSideState? Other { get; init; }

    /// <summary>True where an ingest host's reports are about <see cref="Other"/>.</summary>
    [Id(37)]
    public bool OtherAtWork { get; init; }

    /// <summary>The version of the tenant's shard map that the sides are of, since they last changed.</summary>
    [Id(38)]
    public long MapVersion { get; init; }

    /// <summary>Shards of lineages that were given up, from which the video's vectors are still to be removed.</summary>
    [Id(39)]
    public ImmutableArray<int> DroppedShards { get; init; } = [];

    /// <summary>What embedding the durable part of the working generation took.</summary>
    [Id(50)]
    public ImmutableArray<EmbedCostState> PendingEmbedded { get; init; } = [];

    /// <summary>What embedding the live generation took.</summary>
    [Id(51)]
    public ImmutableArray<EmbedCostState> Embedded { get; init; } = [];

    /// <summary>When the live generation was committed, which is when its usage counts; null for one of before ledgers were kept.</summary>
    [Id(52)]
    public DateTimeOffset? UsedAt { get; init; }

    /// <summary>What the live generation was made for: one of <see cref="Triad.Core.Usage.UsageSources"/>.</summary>
    [Id(53)]
    public string UsedFor { get; init; } = string.Empty;

    /// <summary>What is known of the erasure that is under way; null where there is none.</summary>
    [Id(120)]
    public VideoErasureState? Erasing { get; init; }

    /// <summary>The receipt of the last erasure; null where there was none. It stays when the id is given to another video.</summary>
    [Id(121)]
    public ReceiptState? Receipt { get; init; }

    /// <summary>Counts changes of <see cref="Metadata"/> since its creation.</summary>
    [Id(140)]
    public int MetadataVersion { get; init; }

    /// <summary>The version of the metadata that the live generation's vectors have.</summary>
    [Id(141)]
    public int LiveMetadata { get; init; }

    /// <summary>The oldest version of the metadata that the working generation's vectors may have.</summary>
    [Id(142)]
    public int WorkingMetadata { get; init; }

    /// <summary>How long it is kept after its creation; null for as long as its tenant says.</summary>
    [Id(130)]
    public TimeSpan? Retention { get; init; }
}
