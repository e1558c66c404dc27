using Triad.Evaluation.Retrieval;

namespace Triad.Evaluation.Tests.Retrieval;

public sealed class TurnedScoresTests
{
    [Fact]
    public void RankOf_TheBestOfAnItemsOwnCaptions_Counts()
    {
        // Two items with two captions each; the rows are captions.
        var scores = new TurnedScores([[0.1f, 0.9f], [0.5f, 0.2f], [0.7f, 0.3f], [0.6f, 0.1f]]);

        Assert.Equal(3, scores.RankOf(0, [0, 1]));
        Assert.Equal(2, scores.RankOf(1, [2, 3]));
    }

    [Fact]
    public void RankOf_CaptionsThatCouldNotBeAsked_DoNotCount()
    {
        var scores = new TurnedScores([null, [0.5f, float.NaN], [0.4f, 0.1f]]);

        Assert.Equal(1, scores.RankOf(0, [0, 1]));
        Assert.Equal(double.PositiveInfinity, scores.RankOf(1, [0, 1]));
    }

    [Fact]
    public void RankOf_AnEqualScoreOfAnotherItem_SharesTheRank() => Assert.Equal(1.5, new TurnedScores([[0.5f], [0.5f]]).RankOf(0, [1]));
}
