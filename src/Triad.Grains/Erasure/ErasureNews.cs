using Triad.Grains.State;

namespace Triad.Grains.Erasure;

/// <summary>How far an erasure is, and who waits to hear of it. Not durable: after a restart it is told anew.</summary>
internal sealed class ErasureNews(LongWait waits, TimeProvider time)
{
    private TaskCompletionSource _news = NewSource();

    /// <summary>Differs after every change, also from those of an earlier activation.</summary>
    public long Version { get; private set; } = time.GetUtcNow().UtcTicks;

    public double Percent { get; private set; }

    public string Text { get; private set; } = "beginning";

    public void Tell(double percent, string text)
    {
        (Percent, Text) = (percent, text);
        Version++;
        var news = _news;
        _news = NewSource();
        news.TrySetResult();
    }

    public Task WaitAsync(long seenVersion, CancellationToken cancellationToken) =>
        Version == seenVersion ? waits.ForAsync(_news.Task, atMost: null, cancellationToken) : Task.CompletedTask;

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
