using Triad.Evaluation.Offline;
using Triad.Evaluation.Retrieval;

namespace Triad.Evaluation.Tests.Retrieval;

public sealed class DirectionFiguresTests
{
    [Fact]
    public void Figures_OfQueriesThatWereNotFound_CountThemAsWrongAndLast()
    {
        var figures = DirectionFigures.Of([1, double.PositiveInfinity, double.PositiveInfinity, 2], pool: 4, seed: 1);

        Assert.Equal((4, 2), (figures.Queries, figures.NotFound));
        Assert.Equal([0.25, 0.5, 0.5, 0.5], figures.Recalls);
        Assert.Equal((3, 2.75), (figures.MedianRank, figures.MeanRank));
    }

    [Fact]
    public void Figures_OfOneSeed_AreTheSameAndOfAnotherAreNot()
    {
        double[] ranks = [.. Enumerable.Range(0, 60).Select(query => 1.0 + (query * query % 17))];

        Assert.Equal(DirectionFigures.Of(ranks, 60, seed: 4).R5Interval, DirectionFigures.Of(ranks, 60, seed: 4).R5Interval);
        Assert.NotEqual(DirectionFigures.Of(ranks, 60, seed: 4).MeanRankInterval, DirectionFigures.Of(ranks, 60, seed: 5).MeanRankInterval);
    }

    [Theory]
    [InlineData(0.9998, 0, 0, 0.0)]
    [InlineData(1.0, 1, 0, 0.0)]
    [InlineData(1.0, 0, 1, 0.0)]
    [InlineData(1.0, 0, 0, 0.2)]
    public void Agreement_BeyondWhatIsAllowed_IsNone(double cosine, int missing, int rankings, double recall)
    {
        var agreement = new OfflineAgreement(cosine, new Dictionary<string, CosineFigures> { ["v"] = new(9, missing, cosine) }, 9, rankings, 0, 0, 0, recall);

        Assert.False(agreement.Agrees);
    }
}
