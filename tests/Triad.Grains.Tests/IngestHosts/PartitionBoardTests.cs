using Triad.Grains.Abstractions.Ingest;
using Triad.Grains.IngestHosts;

namespace Triad.Grains.Tests.IngestHosts;

/// <summary>Which partitions have work, and who waits for that.</summary>
public sealed class PartitionBoardTests
{
    private readonly PartitionBoard _sut = new();

    [Fact]
    public async Task Wait_UntilAPartitionHasWork()
    {
        var waiting = _sut.WaitAsync(default);
        Assert.False(waiting.IsCompleted);

        _ = _sut.OfferAsync(3);

        await waiting;
        Assert.Equal([3], _sut.Offered);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Withdraw_NothingMore_TellsWhoOffered(bool isFaulty)
    {
        var offered = _sut.OfferAsync(3);
        Assert.False(offered.IsCompleted);

        _sut.Withdraw(3, isFaulty);

        Assert.Equal(!isFaulty, await offered);
        Assert.Empty(_sut.Offered);
        Assert.False(_sut.WaitAsync(default).IsCompleted);
    }

    [Fact]
    public void Offered_GoesRound_SoThatEachPartitionIsFirstInTurn()
    {
        for (var partition = 0; partition < IngestQueueKey.Partitions; partition++)
            _ = _sut.OfferAsync(partition);

        var first = Enumerable.Range(0, IngestQueueKey.Partitions).Select(_ => _sut.Offered[0]).ToHashSet();

        Assert.Equal(IngestQueueKey.Partitions, first.Count);
    }
}
