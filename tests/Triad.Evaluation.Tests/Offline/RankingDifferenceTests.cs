using FsCheck;
using FsCheck.Xunit;
using Triad.Evaluation.Offline;

namespace Triad.Evaluation.Tests.Offline;

public sealed class RankingDifferenceTests
{
    private static RankingDifference Of((int Item, double Score)[] hits, params double[] offline) =>
        RankingDifference.Of(hits, offline.Select((score, item) => (score, item)).ToDictionary(pair => pair.item, pair => pair.score));

    [Fact]
    public void Of_SameOrder_IsEqualWithoutTies() =>
        Assert.Equal(new RankingDifference(0, 0, true, 0), Of([(2, 0.9), (0, 0.5), (1, 0.1)], 0.5, 0.1, 0.9));

    [Fact]
    public void Of_SwappedNeighboursWithinTheTolerance_AreATie()
    {
        var difference = Of([(0, 0.50002), (1, 0.5)], 0.5, 0.50005);

        Assert.Equal((1, 1, true), (difference.Ties, difference.Swapped, difference.Equal));
        Assert.Equal(5e-5, difference.ScoreDifference, 1e-9);
    }

    [Fact]
    public void Of_ABetterItemBehind_IsDifferent() => Assert.False(Of([(0, 0.9), (1, 0.8)], 0.5, 0.6).Equal);

    [Fact]
    public void Of_ManySmallStepsUp_IsDifferentWhereTheirSumIsNot()
    {
        // Each neighbour is a tie, the ends are none.
        Assert.False(Of([(0, 0.5), (1, 0.5), (2, 0.5)], 0.5, 0.50008, 0.50016).Equal);
    }

    [Fact]
    public void Of_ItemsThatOnlyOneSideHas_IsDifferent()
    {
        Assert.False(Of([(0, 0.5)], 0.5, 0.4).Equal);
        Assert.False(Of([(0, 0.5), (7, 0.4)], 0.5).Equal);
    }

    [Property]
    public bool Of_AnyScoresInTheirOwnOrder_IsEqual(NonEmptyArray<int> values)
    {
        double[] scores = [.. values.Get.Select(value => value / 1e5)];
        var difference = Of([.. scores.Select((score, item) => (item, score)).OrderByDescending(hit => hit.score)], scores);
        return difference is { Equal: true, Swapped: 0, ScoreDifference: 0 };
    }
}
