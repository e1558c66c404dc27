using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Triad.Grains.State;
using Triad.Testing.Time;

namespace Triad.Grains.Tests.State;

/// <summary>The clock of these tests stands still unless it is moved: a wait that ends has not ended by time.</summary>
public sealed class LongWaitTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly Lifetime _lifetime = new();
    private readonly TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly LongWait _waits;

    public LongWaitTests() => _waits = new LongWait(_lifetime, _time);

    public void Dispose() => _lifetime.Dispose();

    [Fact]
    public async Task For_News_EndsWithThem()
    {
        var waiting = _waits.ForAsync(_news.Task, null, default);
        Assert.False(waiting.IsCompleted);
        _news.SetResult();

        await waiting.WithinAsync("the wait to end with news");
        Assert.False(_waits.IsStopping);
    }

    [Fact]
    public async Task For_ProcessThatStops_EndsAtOnce()
    {
        var waiting = _waits.ForAsync(_news.Task, null, default);
        _lifetime.StopApplication();

        await waiting.WithinAsync("the wait to end with the process");
        await _waits.ForAsync(_news.Task, null, default).WithinAsync("a later wait to end too");
        Assert.True(_waits.IsStopping);
    }

    [Theory]
    [InlineData(null, 15)]
    [InlineData(3, 3)]
    [InlineData(60, 15)]
    public async Task For_NoNews_EndsAfterTheShorterTime(int? atMost, int seconds)
    {
        var waiting = _waits.ForAsync(_news.Task, atMost is { } most ? TimeSpan.FromSeconds(most) : null, default);
        _time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromTicks(1));
        Assert.False(waiting.IsCompleted);
        _time.Advance(TimeSpan.FromTicks(1));

        await waiting.WithinAsync("the wait to end by time");
    }

    [Fact]
    public async Task For_CallerThatGivesUp_IsCancelled()
    {
        using var caller = new CancellationTokenSource();
        var waiting = _waits.ForAsync(_news.Task, null, caller.Token);
        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WithinAsync("the wait to be cancelled"));
    }

    private sealed class Lifetime : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource _stopping = new();

        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => _stopping.Token;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() => _stopping.Cancel();

        public void Dispose() => _stopping.Dispose();
    }
}
