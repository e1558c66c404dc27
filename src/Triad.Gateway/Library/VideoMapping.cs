using Google.Protobuf.WellKnownTypes;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Modality;
using Triad.Gateway.Errors;
using Triad.Gateway.Search;
using Triad.Gateway.Values;
using Triad.Grains.Abstractions.Searches;
using Triad.Grains.Abstractions.Videos;

namespace Triad.Gateway.Library;

/// <summary>Maps videos from grains to wire.</summary>
internal sealed class VideoMapping(Watermarks watermarks)
{
    /// <summary>A video for the wire.</summary>
    public V1.Video ToWire(VideoSnapshot video)
    {
        var isReady = video.Status == VideoStatus.Ready;
        var isFinal = isReady || video.Status == VideoStatus.Failed;
        var wire = new V1.Video
        {
            Id = video.VideoId.Value,
            Name = video.Name,
            State = ToWire(video.Status),
            ProgressPercent = isReady ? 100 : video.ProgressPercent,
            Activity = isFinal ? "" : video.Activity,
            CreateTime = Timestamp.FromDateTimeOffset(video.CreatedAt),
            UpdateTime = Timestamp.FromDateTimeOffset(video.UpdatedAt),
            SizeBytes = video.Length,
            Sha256 = video.Sha256,
            Container = video.Container,
            DurationSeconds = video.Duration.TotalSeconds,
            Modalities = ModalityMapping.ToWire(video.Mask),
            SegmentCount = video.SegmentCount,
            Generation = video.Generation,
            Space = video.Space?.Value ?? "",
            Retention = RetentionMapping.ToWire(video.Retention),
        };
        if (video.Failure is { } failure)
            wire.Failure = new V1.VideoFailure
            {
                Reason = StatusTable.NameOf(failure.Reason),
                Message = WithRemedy(failure),
                Retryable = failure.Retryable,
            };
        if (isReady)
            wire.Watermark = watermarks.Make(video.TenantId, 0, [new ShardSequence(video.Shard, video.Sequence)]);
        if (video.Whole is { } whole)
            wire.Whole = new V1.WholeVideo
            {
                LongInput = LongInputMapping.ToWire(whole.Strategy),
                TokenCount = whole.TokenCount,
                Representations = { whole.Representations.Select(name => name.Value) },
            };
        wire.Streams.AddRange(video.Streams.Select(ToWire));
        wire.ModalityStatuses.AddRange(video.ModalityStates.Select(ToWire));
        wire.Notices.AddRange(video.Notices.Select(NoticeMapping.ToWire));
        MetadataMapping.AddTo(wire.Metadata, video.Metadata);
        return wire;
    }

    // Some errors tell the remedy in their message already.
    private static string WithRemedy(Error failure) => failure.Remedy is { } remedy && !failure.Message.Contains(remedy, StringComparison.Ordinal)
        ? $"{failure.Message} {remedy}"
        : failure.Message;

    /// <summary>An event for the wire; the last one of a watch carries the video.</summary>
    public V1.VideoEvent ToEvent(VideoSnapshot video, bool isFinal, DateTimeOffset now) => new()
    {
        Sequence = video.Version,
        Time = Timestamp.FromDateTimeOffset(now),
        State = ToWire(video.Status),
        ProgressPercent = video.ProgressPercent,
        Activity = video.Activity,
        Video = isFinal ? ToWire(video) : null,
    };

    /// <summary>A segment for the wire.</summary>
    public static V1.Segment ToWire(VideoSegment segment) => new()
    {
        Index = segment.Index,
        Span = new V1.Span { StartSeconds = segment.Start.TotalSeconds, EndSeconds = segment.End.TotalSeconds },
        Modalities = ModalityMapping.ToWire(segment.Mask),
        Transcript = segment.Text,
    };

    /// <summary>A state for the wire.</summary>
    public static V1.VideoState ToWire(VideoStatus status) => status switch
    {
        VideoStatus.Uploading => V1.VideoState.Uploading,
        VideoStatus.Queued => V1.VideoState.Queued,
        VideoStatus.Probing => V1.VideoState.Probing,
        VideoStatus.Decoding => V1.VideoState.Decoding,
        VideoStatus.Embedding => V1.VideoState.Embedding,
        VideoStatus.Indexing => V1.VideoState.Indexing,
        VideoStatus.Ready => V1.VideoState.Ready,
        VideoStatus.Failed => V1.VideoState.Failed,
        VideoStatus.Deleting => V1.VideoState.Deleting,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "A state without a mapping."),
    };

    private static V1.MediaStream ToWire(MediaStreamSummary stream) => new()
    {
        Modality = ModalityMapping.ToWireSingle(stream.Modality),
        Codec = stream.Codec,
        Width = stream.Width,
        Height = stream.Height,
        FrameRate = stream.FrameRate,
        SampleRate = stream.SampleRate,
        Channels = stream.Channels,
    };

    private static V1.ModalityStatus ToWire(ModalityStatus modality) => new()
    {
        Modality = ModalityMapping.ToWireSingle(modality.Modality),
        State = (modality.Present, modality.Problem) switch
        {
            (true, null) => V1.ModalityState.Ready,
            (true, _) => V1.ModalityState.Partial,
            (false, null) => V1.ModalityState.Absent,
            (false, _) => V1.ModalityState.Failed,
        },
        Message = modality.Problem ?? "",
    };
}
