using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Metadata;
using Triad.Core.Modality;
using Triad.Grains.Abstractions.Videos;

namespace Triad.Grains.Videos;

/// <summary>Maps a video's state to and from what crosses between grains.</summary>
internal static class VideoMapper
{
    public static VideoSnapshot ToSnapshot(VideoKey key, VideoState state, VideoActivity activity) =>
        new(
            key.Tenant,
            key.Video,
            state.Name,
            activity.Status,
            activity.ProgressPercent,
            activity.Text,
            state.Failure is { } failure ? ToError(failure) : null,
            state.Length,
            state.Sha256,
            state.Container,
            state.Duration,
            [.. state.Streams.Select(ToSummary)],
            state.Segments.Aggregate(Modalities.None, (mask, segment) => mask | segment.Mask),
            [.. state.Modalities.Select(modality => new ModalityStatus(modality.Modality, modality.Present, modality.Problem))],
            state.Segments.Length,
            state.LiveGeneration,
            state.Shard,
            state.Sequence,
            state.Space.Length > 0 ? SpaceId.From(state.Space) : null,
            ToMetadata(state.Metadata),
            state.CreatedAt,
            state.UpdatedAt,
            activity.Version)
        {
            SourceBlob = state.SourceBlob,
            Whole = state.Whole is { } whole ? ToWhole(whole) : null,
            Notices = state.Notices.IsDefault ? [] : [.. state.Notices.Select(notice => notice.ToNotice())],
            Other = state.Other is { } other ? ToSide(other) : null,
            Retention = state.Retention,
        };

    private static VideoSide ToSide(VideoSideState side) => new(
        side.Space.Length > 0 ? SpaceId.From(side.Space) : null,
        side.Shard,
        side.LiveGeneration,
        side.Segments.Length,
        side.Whole is { } whole ? ToWhole(whole) : null);

    public static ImmutableDictionary<string, MetadataValue> ToMetadata(ImmutableArray<MetadataState> metadata) =>
        metadata.ToImmutableDictionary(
            state => state.Key,
            state => MetadataValue.Of(state.Text, state.Number, state.Flag, state.Texts));

    public static ImmutableArray<MetadataState> ToState(ImmutableDictionary<string, MetadataValue> metadata) =>
    [
        .. metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new MetadataState
        {
            Key = pair.Key,
            Text = pair.Value.Text,
            Number = pair.Value.Number,
            Flag = pair.Value.Flag,
            Texts = pair.Value.Texts,
        }),
    ];

    public static VideoSegment ToSegment(SegmentState segment) =>
        new(segment.Index, segment.Start, segment.End, segment.Mask, segment.Text);

    public static SegmentState ToState(VideoSegment segment) =>
        new() { Index = segment.Index, Start = segment.Start, End = segment.End, Mask = segment.Mask, Text = segment.Text };

    public static WholeVideoState ToState(WholeVideo whole) => new()
    {
        Strategy = whole.Strategy,
        TokenCount = whole.TokenCount,
        Names = [.. whole.Representations.Select(name => name.Value)],
    };

    // Either has the names: a state is written again only when its video changes.
    private static WholeVideo ToWhole(WholeVideoState whole) => new(
        whole.Strategy,
        whole.TokenCount,
        [.. whole.Representations.Select(RepresentationName.Of), .. whole.Names.Select(RepresentationName.From)]);

    public static StreamState ToState(MediaStreamSummary stream) =>
        new()
        {
            Modality = stream.Modality,
            Codec = stream.Codec,
            Width = stream.Width,
            Height = stream.Height,
            FrameRate = stream.FrameRate,
            SampleRate = stream.SampleRate,
            Channels = stream.Channels,
        };

    public static ModalityState ToState(ModalityStatus modality) =>
        new() { Modality = modality.Modality, Present = modality.Present, Problem = modality.Problem };

    public static FailureState ToState(Error error, bool retryable) =>
        new()
        {
            Reason = error.Reason,
            Message = error.Message,
            Field = error.Field,
            Value = error.Value,
            Remedy = error.Remedy,
            Retryable = retryable,
        };

    public static Error NotFound(VideoKey key) =>
        VideoErrors.NotFound(key.Video);

    private static Error ToError(FailureState failure) =>
        new(failure.Reason, failure.Message, failure.Field, failure.Value, failure.Remedy, null);

    private static MediaStreamSummary ToSummary(StreamState stream) =>
        new(stream.Modality, stream.Codec, stream.Width, stream.Height, stream.FrameRate, stream.SampleRate, stream.Channels);
}
