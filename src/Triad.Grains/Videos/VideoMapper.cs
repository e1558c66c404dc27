using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Modality;
using Triad.Grains.Abstractions.Videos;

namespace Triad.Grains.Videos;

/// <summary>Maps a video's state to and from what crosses between grains.</summary>
internal static class VideoMapper
{
    public static VideoSnapshot ToSnapshot(VideoKey key, VideoState state, VideoActivity activity) =>
        new(
            key.Tenant.Value,
            key.Video.Value,
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
            state.Space,
            ToEntries(state.Metadata),
            state.CreatedAt,
            state.UpdatedAt,
            activity.Version)
        {
            SourceBlob = state.SourceBlob,
            Whole = state.Whole is { } whole ? new WholeVideo(whole.Strategy, whole.TokenCount, whole.Representations) : null,
        };

    public static ImmutableArray<MetadataEntry> ToEntries(ImmutableArray<MetadataState> metadata) =>
        [.. metadata.Select(value => new MetadataEntry(value.Key, value.Text, value.Number, value.Flag, value.Texts))];

    public static ImmutableArray<MetadataState> ToState(ImmutableArray<MetadataEntry> metadata) =>
        [.. metadata.Select(entry => new MetadataState { Key = entry.Key, Text = entry.Text, Number = entry.Number, Flag = entry.Flag, Texts = entry.Texts })];

    public static VideoSegment ToSegment(SegmentState segment) =>
        new(segment.Index, segment.Start, segment.End, segment.Mask, segment.Text);

    public static SegmentState ToState(VideoSegment segment) =>
        new() { Index = segment.Index, Start = segment.Start, End = segment.End, Mask = segment.Mask, Text = segment.Text };

    public static WholeVideoState ToState(WholeVideo whole) =>
        new() { Strategy = whole.Strategy, TokenCount = whole.TokenCount, Representations = whole.Representations };

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
        Error.Of(ErrorReason.VideoNotFound, "video_id", key.Video, "does not exist", "List the videos that exist.");

    private static Error ToError(FailureState failure) =>
        new(failure.Reason, failure.Message, failure.Field, failure.Value, failure.Remedy, null);

    private static MediaStreamSummary ToSummary(StreamState stream) =>
        new(stream.Modality, stream.Codec, stream.Width, stream.Height, stream.FrameRate, stream.SampleRate, stream.Channels);
}
