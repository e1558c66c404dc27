using System.Text.Json;
using Triad.Core.Usage;
using Triad.Core.Webhooks;
using Triad.Grains.Abstractions.Videos;

namespace Triad.Grains.Videos;

/// <summary>
/// What there is to tell of a video: a function of its durable state alone, so that it is the same event whenever it is told. The upload's own mark and the
/// receipt tell two videos of one id apart.
/// </summary>
internal static class VideoNews
{
    /// <summary>The event that the state stands for; null where it stands for none.</summary>
    public static WebhookEvent? Of(VideoKey key, VideoState state)
    {
        if (state.Erased)
            return state.Receipt is { } receipt ? Deleted(key, receipt.Id, receipt.FinishedAt) : null;
        return state switch
        {
            { Status: VideoStatus.Ready, UsedFor: UsageSources.Ingest, UsedAt: { } at } => Ready(key, state, at),
            { Status: VideoStatus.Failed, Failure: { } failure } => Failed(key, state, failure),
            _ => null,
        };
    }

    // A generation that a change of the model made is no news: what can be found stays the same.
    private static WebhookEvent Ready(VideoKey key, VideoState state, DateTimeOffset at) => WebhookEvent.Of(
        key.Tenant,
        WebhookEventTypes.VideoReady,
        $"{key.Video}/{state.SourceBlob}/{state.LiveGeneration}",
        at,
        new WebhookSubject { VideoId = key.Video.Value, Generation = state.LiveGeneration });

    private static WebhookEvent Failed(VideoKey key, VideoState state, FailureState failure) => WebhookEvent.Of(
        key.Tenant,
        WebhookEventTypes.VideoFailed,
        $"{key.Video}/{state.SourceBlob}/{state.WorkingGeneration}",
        state.UpdatedAt,
        new WebhookSubject { VideoId = key.Video.Value, Reason = JsonNamingPolicy.SnakeCaseUpper.ConvertName(failure.Reason.ToString()) });

    private static WebhookEvent Deleted(VideoKey key, string receiptId, DateTimeOffset at) => WebhookEvent.Of(
        key.Tenant,
        WebhookEventTypes.VideoDeleted,
        $"{key.Video}/{receiptId}",
        at,
        new WebhookSubject { VideoId = key.Video.Value, ReceiptId = receiptId });
}
