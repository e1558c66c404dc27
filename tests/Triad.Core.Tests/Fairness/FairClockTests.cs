using Triad.Core.Fairness;

namespace Triad.Core.Tests.Fairness;

/// <summary>Work that waits is ordered by what its flow had for its weight.</summary>
public sealed class FairClockTests
{
    [Fact]
    public void Enter_AfterAFlood_ASeldomFlowGoesBeforeWhatWaits()
    {
        var sut = new FairClock();
        var flood = Enumerable.Range(0, 100).Select(_ => sut.Enter(new FairShare("flood", 1), 1)).ToList();
        sut.Begin(flood[0].Start);

        var other = sut.Enter(new FairShare("other", 1), 1);

        Assert.True(other.Start < flood[1].Start);
    }

    [Fact]
    public void End_WorkThatWasDearerThanHeld_PutsTheFlowsNextBehind()
    {
        var sut = new FairClock();
        var (dear, cheap) = (new FairShare("dear", 1), new FairShare("cheap", 1));
        var (first, second) = (sut.Enter(dear, 1), sut.Enter(cheap, 1));
        sut.Begin(first.Start);
        sut.End(first, 10);

        Assert.True(sut.Enter(dear, 1).Start > sut.Enter(cheap, 1).Start);
        Assert.Equal(2, sut.OpenOf("cheap"));
        sut.End(second, 0.001);
        Assert.Equal(1, sut.OpenOf("cheap"));
    }

    [Fact]
    public void End_TheLastWork_ForgetsWhatAnyoneHad()
    {
        var sut = new FairClock();
        var alone = sut.Enter(new FairShare("a", 1), 1);
        sut.Begin(alone.Start);
        sut.End(alone, 1000);

        Assert.Equal(sut.Enter(new FairShare("a", 1), 1).Start, sut.Enter(new FairShare("b", 1), 1).Start);
    }

    /// <summary>One server, flows that always have work waiting, random costs: by weight in the end, and never far from it.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Enter_FlowsThatAlwaysWait_ShareByWeight(int seed)
    {
        var random = new Random(seed);
        var sut = new FairClock();
        FairShare[] shares = [new("a", 1), new("b", 3), new("c", 0.5)];
        var served = new double[3];
        var waiting = new PriorityQueue<(int Flow, FairTurn Turn), double>();
        for (var flow = 0; flow < 3; flow++)
            for (var i = 0; i < 4; i++)
                Enter(flow);

        for (var i = 0; i < 20_000; i++)
        {
            var (flow, turn) = waiting.Dequeue();
            sut.Begin(turn.Start);
            Enter(flow);
            var cost = 0.5 + random.NextDouble();
            served[flow] += cost;
            sut.End(turn, cost);
        }

        Assert.InRange(served[1] / served[0], 2.9, 3.1);
        Assert.InRange(served[2] / served[0], 0.48, 0.52);

        void Enter(int flow)
        {
            var turn = sut.Enter(shares[flow], 1);
            waiting.Enqueue((flow, turn), turn.Start);
        }
    }

    [Theory]
    [InlineData(0, 1, 0, 8, 1, true)]
    [InlineData(3, 1, 3, 8, 1, true)]
    [InlineData(4, 1, 4, 8, 1, false)] // Half of the room is a lone flow's.
    [InlineData(0, 1, 7, 8, 0.01, true)] // Who has nothing yet takes what is free, whatever its weight.
    [InlineData(1, 1, 4, 8, 0.25, false)]
    [InlineData(0, 2, 7, 8, 1, false)]
    public void Room_IsWhatIsFreeByWeight(int held, int wanted, int taken, int capacity, double weight, bool expected) =>
        Assert.Equal(expected, FairRoom.Has(held, wanted, taken, capacity, weight));
}
