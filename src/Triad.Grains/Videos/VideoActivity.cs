using Triad.Grains.Abstractions.Ingest;
using Triad.Grains.Abstractions.Videos;
using Triad.Grains.State;

namespace Triad.Grains.Videos;

/// <summary>
/// What is being done with a video now, and who waits for news of it. Progress is not durable: after a restart it begins again at what the state says.
/// </summary>
internal sealed class VideoActivity(LongWait waits)
{
    // Far fewer than 2^20 reports come between two writes, so versions never meet.
    private const int ReportBits = 20;

    private TaskCompletionSource _news = NewSource();

    public VideoStatus Status { get; private set; }

    public int ProgressPercent { get; private set; }

    public string Text { get; private set; } = string.Empty;

    public long Version { get; private set; }

    /// <summary>Takes on what was made durable.</summary>
    public void Follow(VideoState state)
    {
        Status = state.Status;
        ProgressPercent = state.Status is VideoStatus.Ready or VideoStatus.Failed ? 100 : ProgressPercent;
        Text = TextOf(state);
        Tell(state.Writes << ReportBits);
    }

    /// <summary>Takes on what an ingest host reports.</summary>
    public void Follow(IngestProgress progress)
    {
        Status = progress.Status;
        ProgressPercent = Math.Clamp(progress.ProgressPercent, 0, 99);
        Text = progress.Activity;
        Tell(Version + 1);
    }

    /// <summary>Says what a video waits for that is in the queue.</summary>
    public void Hold(string text)
    {
        if (Text == text)
            return;
        Text = text;
        Tell(Version + 1);
    }

    /// <summary>Starts again from nothing, as a new attempt does.</summary>
    public void Restart() => ProgressPercent = 0;

    /// <summary>Waits until the version differs from the one seen, or some seconds.</summary>
    public Task WaitAsync(long seenVersion, CancellationToken cancellationToken) =>
        Version == seenVersion ? waits.ForAsync(_news.Task, atMost: null, cancellationToken) : Task.CompletedTask;

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static string TextOf(VideoState state) => state.Status switch
    {
        VideoStatus.Queued => "waiting for an ingest host",
        VideoStatus.Probing => "looking at the file",
        VideoStatus.Decoding => "decoding and embedding",
        VideoStatus.Indexing => "making it visible to searches",
        VideoStatus.Ready => "ready",
        VideoStatus.Failed => state.Failure?.Message ?? "failed",
        VideoStatus.Deleting => "erasing",
        _ => string.Empty,
    };

    private void Tell(long version)
    {
        Version = version;
        var news = _news;
        _news = NewSource();
        news.TrySetResult();
    }
}
