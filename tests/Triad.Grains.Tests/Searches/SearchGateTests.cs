using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using System.Diagnostics.Metrics;
using Triad.Core.Errors;
using Triad.Core.Fairness;
using Triad.Grains.Searches;
using Triad.Grains.Telemetry;

namespace Triad.Grains.Tests.Searches;

/// <summary>Who is let in, who waits, and who is refused.</summary>
public sealed class SearchGateTests
{
    private static readonly FairShare Flood = new("flood", 1);
    private static readonly FairShare Other = new("other", 1);

    [Fact]
    public async Task Enter_WhileThereIsAPlace_IsLetInAtOnce()
    {
        var sut = CreateSut(places: 8);

        for (var i = 0; i < 7; i++)
            Assert.True((await Enter(sut, Flood)).IsOk);
    }

    [Fact]
    public async Task Enter_AFloodHasAllItMay_AnotherTenantIsLetInAtOnce()
    {
        var sut = CreateSut(places: 4);
        for (var i = 0; i < 20; i++)
            _ = Enter(sut, Flood);

        var other = Enter(sut, Other);

        Assert.True(other.IsCompletedSuccessfully);
        Assert.True((await other).IsOk);
    }

    [Fact]
    public async Task Leave_AFloodWaits_AnotherTenantsNextSearchGoesFirst()
    {
        var sut = CreateSut(places: 2);
        var running = (await Enter(sut, Flood)).Value;
        var second = (await Enter(sut, Other)).Value;
        var flood = Enumerable.Range(0, 50).Select(_ => Enter(sut, Flood)).ToList();
        var other = Enter(sut, Other);
        Assert.False(other.IsCompleted);

        second.Dispose();

        Assert.True((await other).IsOk);
        Assert.All(flood, waiting => Assert.False(waiting.IsCompleted));
        running.Dispose();
        Assert.True((await flood[0]).IsOk);
    }

    [Fact]
    public async Task Leave_OneWaits_NoPlaceStaysEmpty()
    {
        var sut = CreateSut(places: 1);
        var first = (await Enter(sut, Flood)).Value;
        var second = Enter(sut, Flood);
        Assert.False(second.IsCompleted);

        first.Dispose();

        Assert.True((await second).IsOk);
    }

    [Fact]
    public async Task Enter_MoreThanMayWait_IsRefusedWithAHint_AndAnotherTenantIsNot()
    {
        var sut = CreateSut(places: 1, waiting: 10);
        _ = await Enter(sut, Flood);
        var waiting = Enumerable.Range(0, 20).Select(_ => Enter(sut, Flood)).ToList();

        var refused = (await waiting[^1]).Error!;

        Assert.Equal(ErrorReason.QueueFull, refused.Reason);
        Assert.Contains("Overload", refused.Message);
        Assert.InRange(refused.RetryAfter!.Value, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(10));
        Assert.False(Enter(sut, Other).IsCompleted); // It waits, and is not refused.
    }

    [Fact]
    public async Task Enter_CancelledWhileItWaits_LeavesItsPlaceToTheNext()
    {
        var sut = CreateSut(places: 1);
        var first = (await Enter(sut, Flood)).Value;
        using var cancel = new CancellationTokenSource();
        var cancelled = sut.EnterAsync(Flood, cancel.Token).AsTask();
        var next = Enter(sut, Flood);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        first.Dispose();
        Assert.True((await next).IsOk);
    }

    private static Task<Result<SearchTurn>> Enter(SearchGate sut, FairShare share) => sut.EnterAsync(share, CancellationToken.None).AsTask();

    private static SearchGate CreateSut(int places, int waiting = 1000)
    {
        var meters = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();
        return new SearchGate(
            Options.Create(new SearchOptions { ConcurrentSearches = places, MaxWaitingSearches = waiting }),
            new GrainsInstruments(meters),
            TimeProvider.System);
    }
}
