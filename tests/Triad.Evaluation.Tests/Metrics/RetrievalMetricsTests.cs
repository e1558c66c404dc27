using FsCheck;
using FsCheck.Xunit;
using Triad.Evaluation.Metrics;

namespace Triad.Evaluation.Tests.Metrics;

public sealed class RetrievalMetricsTests
{
    public static TheoryData<int, TieBreak> Cases()
    {
        var data = new TheoryData<int, TieBreak>();
        for (var i = 0; i < MetricsCase.ReadAll().Count; i++)
        {
            data.Add(i, TieBreak.Average);
            data.Add(i, TieBreak.Optimistic);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void FromRanks_ReferenceMatrix_EqualsTheAuthorsFigures(int index, TieBreak ties)
    {
        var reference = MetricsCase.ReadAll()[index];
        var expected = ties == TieBreak.Average ? reference.Averaging : reference.Optimistically;
        var ranks = reference.Similarities.Select((row, query) => RetrievalRank.Of(row, query, ties)).ToArray();

        var metrics = RetrievalMetrics.FromRanks(ranks);

        Assert.Equal(expected["R1"], 100 * metrics.RecallAt1, 1e-9);
        Assert.Equal(expected["R5"], 100 * metrics.RecallAt5, 1e-9);
        Assert.Equal(expected["R10"], 100 * metrics.RecallAt10, 1e-9);
        Assert.Equal(expected["R50"], 100 * metrics.RecallAt50, 1e-9);
        Assert.Equal(expected["MedR"], metrics.MedianRank, 1e-9);
        Assert.Equal(expected["MeanR"], metrics.MeanRank, 1e-9);
        Assert.Equal(expected["geometric_mean_R1-R5-R10"], 100 * metrics.GeometricMean, 1e-9);
    }

    [Fact]
    public void Of_ConstantScores_IsTheMiddleOfThePool() => Assert.Equal(50.5, RetrievalRank.Of(new double[100], 7));

    [Fact]
    public void Of_ExpectedScoreIsNotANumber_IsLast() => Assert.Equal(3, RetrievalRank.Of([0.1, double.NaN, 0.2], 1));

    [Fact]
    public void Of_IndexOutsideThePool_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => RetrievalRank.Of([0.1], 1));

    [Fact]
    public void FromRanks_ConstantScores_EarnNoRecallAt1() =>
        Assert.Equal(0, RetrievalMetrics.FromRanks([1.5, 1.5]).RecallAt1);

    [Fact]
    public void FromRanks_Nothing_Throws() => Assert.Throws<ArgumentException>(() => RetrievalMetrics.FromRanks([]));

    [Theory]
    [InlineData(0.5)]
    [InlineData(double.NaN)]
    public void FromRanks_RankBelowOne_Throws(double rank) =>
        Assert.Throws<ArgumentException>(() => RetrievalMetrics.FromRanks([1, rank]));

    [Property]
    public bool FromRanks_AnyRanks_RecallGrowsWithTheCut(NonEmptyArray<byte> ranks)
    {
        var metrics = RetrievalMetrics.FromRanks(ranks.Get.Select(rank => 1.0 + rank).ToArray());
        return metrics.RecallAt1 <= metrics.RecallAt5
            && metrics.RecallAt5 <= metrics.RecallAt10
            && metrics.RecallAt10 <= metrics.RecallAt50
            && metrics.RecallAt1 >= 0
            && metrics.RecallAt50 <= 1;
    }

    [Property]
    public bool Of_AnyScores_OptimisticIsNeverWorse(NonEmptyArray<byte> scores)
    {
        var row = scores.Get.Select(score => (double)(score % 4)).ToArray();
        var average = RetrievalRank.Of(row, 0);
        return RetrievalRank.Of(row, 0, TieBreak.Optimistic) <= average && average >= 1 && average <= row.Length;
    }

    [Property]
    public bool OfBest_OneRightItem_IsTheAuthorsAverageRank(NonEmptyArray<byte> scores)
    {
        var row = scores.Get.Select(score => (double)(score % 4)).ToArray();
        return RetrievalRank.OfBest(row, [0]) == RetrievalRank.Of(row, 0);
    }

    [Property]
    public bool OfBest_ManyRightItems_IsTheMeanPlaceOverAllOrdersOfTheTies(NonEmptyArray<byte> scores, byte right)
    {
        var row = scores.Get.Take(40).Select(score => (double)(score % 3)).ToArray();
        int[] own = [.. Enumerable.Range(0, row.Length).Where(index => index % 3 == right % 3)];
        if (own.Length == 0)
            return double.IsPositiveInfinity(RetrievalRank.OfBest(row, own));

        // By hand: wrong items that are better stand before it, wrong ones that tie do so in half of the orders.
        var best = own.Max(index => row[index]);
        var wrong = Enumerable.Range(0, row.Length).Except(own).ToList();
        var expected = 1 + wrong.Count(index => row[index] > best) + (0.5 * wrong.Count(index => row[index] == best));
        return RetrievalRank.OfBest(row, own) == expected;
    }

    [Fact]
    public void OfBest_ScoresThatAreNoNumbers_AreNotFound()
    {
        Assert.Equal(double.PositiveInfinity, RetrievalRank.OfBest([double.NaN, 1], [0]));
        Assert.Equal(1, RetrievalRank.OfBest([double.NaN, 1, 2], [0, 2]));
        Assert.Equal(2, RetrievalRank.OfBest([1, double.NaN, 2], [0, 1]));
    }

    [Fact]
    public void OfBest_IndexOutsideThePool_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => RetrievalRank.OfBest([0.1], [0, 1]));
}
