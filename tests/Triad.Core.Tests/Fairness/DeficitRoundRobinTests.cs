using Triad.Core.Fairness;

namespace Triad.Core.Tests.Fairness;

/// <summary>Whoever waits is served, by weight, whatever its work costs.</summary>
public sealed class DeficitRoundRobinTests
{
    private const double Quantum = 1;

    [Fact]
    public void Next_OneFlow_IsItsTurnAlways()
    {
        var sut = new DeficitRoundRobin<string>(Quantum);
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal("a", sut.Next([("a", 1)]));
            sut.Charge("a", 1, 1000);
        }
    }

    [Fact]
    public void Next_EqualWeightsAndCosts_GoesRound()
    {
        var sut = new DeficitRoundRobin<string>(Quantum);

        var served = Enumerable.Range(0, 6).Select(_ => Serve(sut, [("a", 1), ("b", 1), ("c", 1)], 1));

        Assert.Equal("abcabc", string.Concat(served));
    }

    [Fact]
    public void Charge_WhatWasTakenTooMuch_IsGivenBack()
    {
        var sut = new DeficitRoundRobin<string>(Quantum);
        Assert.Equal("a", sut.Next([("a", 1), ("b", 1)]));
        sut.Charge("a", 1, 100);

        sut.Charge("a", 1, -99.5);

        Assert.Equal("b", Serve(sut, [("a", 1), ("b", 1)], 1));
        Assert.Equal("a", Serve(sut, [("a", 1), ("b", 1)], 1));
    }

    [Fact]
    public void Next_AfterALongTimeAlone_ANewcomerIsServedWithinOneTurn()
    {
        var sut = new DeficitRoundRobin<string>(Quantum);
        for (var i = 0; i < 1000; i++)
            Serve(sut, [("flood", 1)], 1);

        var served = Enumerable.Range(0, 4).Select(_ => Serve(sut, [("flood", 1), ("new", 1)], 1)).ToList();

        Assert.InRange(served.IndexOf("new"), 0, 1);
    }

    [Fact]
    public void Next_CreditOfAFlowThatDidNotWait_IsNotSavedUp()
    {
        var sut = new DeficitRoundRobin<string>(Quantum);
        Serve(sut, [("idle", 1), ("busy", 1)], 0.1);
        for (var i = 0; i < 1000; i++)
            Serve(sut, [("busy", 1)], 1);

        var served = Enumerable.Range(0, 20).Select(_ => Serve(sut, [("idle", 1), ("busy", 1)], 1)).ToList();

        Assert.InRange(served.Count(flow => flow == "idle"), 9, 12);
    }

    [Fact]
    public void Charge_ManyFlowsThatNeverComeAgain_AreForgotten()
    {
        var sut = new DeficitRoundRobin<int>(Quantum);

        for (var flow = 0; flow < 10_000; flow++)
        {
            sut.Next([(flow, 1)]);
            sut.Charge(flow, 1, 1);
        }

        Assert.InRange(sut.Count, 1, 2_000);
    }

    /// <summary>Random weights, costs and estimates: what flows got for their weights differs by a quantum and their largest costs.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Next_FlowsThatAlwaysWait_ShareByWeightWithinTheBound(int seed)
    {
        var random = new Random(seed);
        var sut = new DeficitRoundRobin<int>(Quantum);
        var flows = Enumerable.Range(0, 6).Select(flow => (Flow: flow, Weight: 0.25 + (random.NextDouble() * 4))).ToList();
        var most = flows.Select(_ => 0.1 + (random.NextDouble() * 8)).ToArray();
        var served = new double[flows.Count];

        for (var i = 0; i < 5_000; i++)
        {
            var flow = sut.Next(flows);
            var weight = flows[flow].Weight;
            var (estimate, cost) = (random.NextDouble() * most[flow], random.NextDouble() * most[flow]);
            sut.Charge(flow, weight, estimate);
            sut.Charge(flow, weight, cost - estimate);
            served[flow] += cost;

            for (var x = 0; x < flows.Count; x++)
                for (var y = 0; y < flows.Count; y++)
                    Assert.True(
                        Math.Abs((served[x] / flows[x].Weight) - (served[y] / flows[y].Weight))
                            <= (2 * Quantum) + (most[x] / flows[x].Weight) + (most[y] / flows[y].Weight) + 1e-6,
                        $"seed {seed}, step {i}: flow {x} and flow {y}");
        }
    }

    /// <summary>Flows come and go: somebody is always served, and nobody who waits is left out.</summary>
    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public void Next_FlowsThatComeAndGo_ServesSomebodyAndStarvesNobody(int seed)
    {
        var random = new Random(seed);
        var sut = new DeficitRoundRobin<int>(Quantum);
        var waitedFor = new double[8];
        for (var i = 0; i < 5_000; i++)
        {
            var waiting = Enumerable.Range(0, 8).Where(flow => waitedFor[flow] > 0 || random.Next(3) == 0).Select(flow => (flow, 1.0)).ToList();
            if (waiting.Count == 0)
                continue;

            var flow = sut.Next(waiting);

            Assert.Contains(waiting, one => one.flow == flow);
            var cost = random.NextDouble() * 3;
            sut.Charge(flow, 1, cost);
            foreach (var (other, _) in waiting)
                waitedFor[other] = other == flow ? 0 : waitedFor[other] + cost + 1e-9;

            // Seven others, each with a turn of a quantum and a cost of three at most, and what it owed of its own last turn.
            Assert.All(waitedFor, wait => Assert.InRange(wait, 0, 8 * (Quantum + 3) * 2));
        }
    }

    private static string Serve(DeficitRoundRobin<string> sut, IReadOnlyList<(string, double)> waiting, double cost)
    {
        var flow = sut.Next(waiting);
        sut.Charge(flow, 1, cost);
        return flow;
    }
}
