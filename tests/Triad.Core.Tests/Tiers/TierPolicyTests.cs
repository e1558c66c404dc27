using Triad.Core.Tiers;

namespace Triad.Core.Tests.Tiers;

/// <summary>Who moves, who stays, and that nobody moves to and fro.</summary>
public sealed class TierPolicyTests
{
    private static readonly TierLimits Limits = new(1000, 500, 20, 5, TimeSpan.FromHours(1));

    [Theory]
    [InlineData(false, 999, 19.9, null, TierMove.Stay)]
    [InlineData(false, 1000, 0.0, null, TierMove.Promote)]
    [InlineData(false, 0, 20.0, null, TierMove.Promote)]
    [InlineData(false, 1000, 0.0, 59, TierMove.Stay)]
    [InlineData(false, 1000, 0.0, 60, TierMove.Promote)]
    [InlineData(true, 700, 0.0, null, TierMove.Stay)]
    [InlineData(true, 499, 10.0, null, TierMove.Stay)]
    [InlineData(true, 499, 4.9, null, TierMove.Demote)]
    [InlineData(true, 499, 0.0, 59, TierMove.Stay)]
    [InlineData(true, 499, null, null, TierMove.Stay)]
    [InlineData(false, 1000, null, null, TierMove.Promote)]
    public void Decide_FactsAndLimits(bool own, long points, double? queries, int? minutesSinceMove, TierMove expected)
    {
        var since = minutesSinceMove is { } minutes ? TimeSpan.FromMinutes(minutes) : (TimeSpan?)null;

        Assert.Equal(expected, TierPolicy.Decide(new TierFacts(own, points, queries, since), Limits));
    }

    [Fact]
    public void Decide_LimitsOfZero_MoveNobody()
    {
        var never = new TierLimits(0, 0, 0, 0, TimeSpan.Zero);

        Assert.Equal(TierMove.Stay, TierPolicy.Decide(new TierFacts(false, long.MaxValue, 1e9, null), never));
        Assert.Equal(TierMove.Stay, TierPolicy.Decide(new TierFacts(true, 0, 0, null), never));
    }

    /// <summary>Whatever the size and the searches do between two looks, moves lie the least time apart, and noise around one limit makes one move.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Decide_NoiseAroundALimit_MovesOnce(int seed)
    {
        var random = new Random(seed);
        var (own, moves) = (false, 0);
        for (var minute = 0; minute < 10_000; minute++)
        {
            var facts = new TierFacts(own, 1000 + random.Next(-300, 300), 4 * random.NextDouble(), null);
            var move = TierPolicy.Decide(facts, Limits);
            if (move == TierMove.Stay)
                continue;
            own = move == TierMove.Promote;
            moves++;
        }

        Assert.Equal((true, 1), (own, moves));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void Decide_AnythingGoes_MovesLieTheLeastTimeApart(int seed)
    {
        var random = new Random(seed);
        var own = false;
        int? moved = null;
        for (var minute = 0; minute < 10_000; minute++)
        {
            var since = minute - moved is { } minutes ? TimeSpan.FromMinutes(minutes) : (TimeSpan?)null;
            var move = TierPolicy.Decide(new TierFacts(own, random.Next(2000), random.Next(40), since), Limits);
            if (move == TierMove.Stay)
                continue;
            Assert.Equal(own ? TierMove.Demote : TierMove.Promote, move);
            Assert.True(moved is null || minute - moved >= 60);
            (own, moved) = (!own, minute);
        }
    }
}
