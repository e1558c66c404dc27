namespace Triad.Client.Tests.Library;

public sealed class WatchTests : ClientTest
{
    [Fact]
    public async Task Watch_StreamBreaks_GoesOnAfterTheLastEvent()
    {
        Store("clip");
        Script.BreakWatchAfter = 2;

        var events = await Client.Library.WatchAsync("clip").ToListAsync();

        Assert.Equal([1L, 2, 3, 4], events.Select(change => change.Sequence));
        Assert.Equal([0L, 2], Script.WatchedFrom);
        Assert.NotNull(events[^1].Video);
    }

    [Fact]
    public async Task Watch_AfterASequence_LeavesEarlierEventsOut()
    {
        Store("clip");

        var events = await Client.Library.WatchAsync("clip", afterSequence: 3).ToListAsync();

        Assert.Equal(4, Assert.Single(events).Sequence);
    }

    [Fact]
    public async Task Watch_CancelledMidStream_EndsBothSides()
    {
        Store("clip");
        Script.HoldWatch = true;
        using var source = new CancellationTokenSource();
        var seen = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in Client.Library.WatchAsync("clip", cancellationToken: source.Token))
            {
                seen++;
                await source.CancelAsync();
            }
        });

        Assert.Equal(1, seen);
        await Script.CallerGone.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Watch_LeftEarly_ClosesTheStream()
    {
        Store("clip");
        Script.HoldWatch = true;

        await foreach (var _ in Client.Library.WatchAsync("clip"))
            break;

        await Script.CallerGone.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Watch_UnknownVideo_Fails()
    {
        var failure = await Assert.ThrowsAsync<TriadException>(async () => await Client.Library.WatchAsync("nowhere").ToListAsync());

        Assert.Equal("VIDEO_NOT_FOUND", failure.Reason);
    }
}
