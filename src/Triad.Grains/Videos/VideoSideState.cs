using System.Collections.Immutable;
using Triad.Grains.Abstractions.Videos;

namespace Triad.Grains.Videos;

/// <summary>What is kept of a video for one lineage of its tenant; the live one's is in <see cref="VideoState"/> itself, whose members these are.</summary>
[GenerateSerializer]
[Alias("triad.state.video-side")]
public sealed record VideoSideState
{
    /// <summary>The number of the lineage.</summary>
    [Id(0)]
    public int Lineage { get; init; }

    /// <inheritdoc cref="VideoState.Status"/>
    [Id(1)]
    public VideoStatus Status { get; init; }

    /// <inheritdoc cref="VideoState.Attempt"/>
    [Id(2)]
    public int Attempt { get; init; }

    /// <inheritdoc cref="VideoState.LiveGeneration"/>
    [Id(3)]
    public int LiveGeneration { get; init; }

    /// <inheritdoc cref="VideoState.WorkingGeneration"/>
    [Id(4)]
    public int WorkingGeneration { get; init; }

    /// <inheritdoc cref="VideoState.ReplacedGeneration"/>
    [Id(5)]
    public int ReplacedGeneration { get; init; }

    /// <inheritdoc cref="VideoState.Shard"/>
    [Id(6)]
    public int Shard { get; init; }

    /// <inheritdoc cref="VideoState.Sequence"/>
    [Id(7)]
    public long Sequence { get; init; }

    /// <inheritdoc cref="VideoState.Space"/>
    [Id(8)]
    public string Space { get; init; } = string.Empty;

    /// <inheritdoc cref="VideoState.WorkingSpace"/>
    [Id(9)]
    public string WorkingSpace { get; init; } = string.Empty;

    /// <inheritdoc cref="VideoState.Container"/>
    [Id(10)]
    public string Container { get; init; } = string.Empty;

    /// <inheritdoc cref="VideoState.Duration"/>
    [Id(11)]
    public TimeSpan Duration { get; init; }

    /// <inheritdoc cref="VideoState.Streams"/>
    [Id(12)]
    public ImmutableArray<StreamState> Streams { get; init; } = [];

    /// <inheritdoc cref="VideoState.Modalities"/>
    [Id(13)]
    public ImmutableArray<ModalityState> Modalities { get; init; } = [];

    /// <inheritdoc cref="VideoState.Segments"/>
    [Id(14)]
    public ImmutableArray<SegmentState> Segments { get; init; } = [];

    /// <inheritdoc cref="VideoState.PendingSegments"/>
    [Id(15)]
    public ImmutableArray<SegmentState> PendingSegments { get; init; } = [];

    /// <inheritdoc cref="VideoState.Failure"/>
    [Id(16)]
    public FailureState? Failure { get; init; }

    /// <inheritdoc cref="VideoState.Whole"/>
    [Id(17)]
    public WholeVideoState? Whole { get; init; }

    /// <inheritdoc cref="VideoState.PendingWhole"/>
    [Id(18)]
    public WholeVideoState? PendingWhole { get; init; }

    /// <inheritdoc cref="VideoState.Notices"/>
    [Id(19)]
    public ImmutableArray<NoticeState> Notices { get; init; } = [];

    /// <inheritdoc cref="VideoState.PendingEmbedded"/>
    [Id(50)]
    public ImmutableArray<EmbedCostState> PendingEmbedded { get; init; } = [];

    /// <inheritdoc cref="VideoState.Embedded"/>
    [Id(51)]
    public ImmutableArray<EmbedCostState> Embedded { get; init; } = [];

    /// <inheritdoc cref="VideoState.UsedAt"/>
    [Id(52)]
    public DateTimeOffset? UsedAt { get; init; }

    /// <inheritdoc cref="VideoState.UsedFor"/>
    [Id(53)]
    public string UsedFor { get; init; } = string.Empty;

    /// <inheritdoc cref="VideoState.LiveMetadata"/>
    [Id(141)]
    public int LiveMetadata { get; init; }

    /// <inheritdoc cref="VideoState.WorkingMetadata"/>
    [Id(142)]
    public int WorkingMetadata { get; init; }
}
