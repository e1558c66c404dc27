using FsCheck.Xunit;
using Triad.Core.Scores;

namespace Triad.Core.Tests.Scores;

public sealed class ScoreScaleTests
{
    [Property]
    public void Moments_InParts_AreThoseOfTheWhole(int seed)
    {
        var draw = new Random(seed);
        var scores = Enumerable.Range(0, 1 + draw.Next(60)).Select(_ => draw.NextDouble() - 0.3).ToList();
        var parts = scores.GroupBy(_ => draw.Next(4)).Select(part => Of([.. part]));

        var moments = parts.Aggregate(default(ScoreMoments), (all, part) => all.With(part));

        var mean = scores.Average();
        Assert.Equal(scores.Count, moments.Count);
        Assert.Equal(mean, moments.Mean, 1e-9);
        Assert.Equal(scores.Sum(score => Math.Pow(score - mean, 2)), moments.Squares, 1e-9);
    }

    [Fact]
    public void Scale_OfEnoughScores_IsTheirsWhateverThePriorSays()
    {
        var moments = Of([.. Enumerable.Range(0, ScoreScale.EnoughScores).Select(i => i % 2 == 0 ? 0.1 : 0.3)]);

        var scale = ScoreScale.Of(moments, new ScorePrior(-0.9, 0.15), 2);

        Assert.Equal(0.2, scale.Mean, 1e-9);
        Assert.Equal(0.1, scale.Deviation, 1e-3);
        Assert.Equal(2, scale.Weight);
    }

    [Fact]
    public void Scale_OfThingsThatAreAllAlike_IsNotThatOfTheirNoise()
    {
        var moments = Of([.. Enumerable.Range(0, 1000).Select(i => i % 2 == 0 ? 0.10 : 0.11)]);

        Assert.Equal(0.05, ScoreScale.Of(moments, new ScorePrior(0.1, 0.1), 1).Deviation, 1e-9);
    }

    [Fact]
    public void Scale_OfNoScores_IsThePrior()
    {
        var scale = ScoreScale.Of(default, new ScorePrior(0.2, 0.03), 1);

        Assert.Equal((0.2, 0.03), (scale.Mean, scale.Deviation));
    }

    [Fact]
    public void Scale_OfOneScoreWithoutPrior_TellsItFromTheUsual()
    {
        var high = ScoreScale.Of(Of([0.9]), null, 1);

        Assert.True(double.IsFinite(high.Standard(0.9)));
        Assert.True(high.Standard(0.9) > 1);
        Assert.True(high.Deviation > 0.05);
    }

    [Fact]
    public void Scale_OfFiveScoresOfWhichOneStandsOut_LetsItStandOut()
    {
        // The z-score of one of five by their own deviation alone is never above 1.8.
        var scale = ScoreScale.Of(Of([0.9, 0.1, 0.05, 0.12, 0.08]), new ScorePrior(0.1, 0.08), 1);

        Assert.True(scale.Standard(0.9) > 4);
        Assert.True(Math.Abs(scale.Standard(0.1)) < 1.5);
    }

    [Fact]
    public void Scale_WithMoreScores_GoesFromThePriorToTheScores()
    {
        var prior = new ScorePrior(0.5, 0.05);
        var last = double.PositiveInfinity;
        foreach (var count in new[] { 0, 4, 16, 64, 128, 256 })
        {
            var scale = ScoreScale.Of(new ScoreMoments(count, count > 0 ? 0.1 : 0, Math.Max(0, count - 1) * 0.04), prior, 1);
            Assert.InRange(scale.Mean, 0.1 - 1e-9, 0.5 + 1e-9);
            Assert.InRange(scale.Deviation, 0.05 - 1e-9, 0.2 + 1e-9);
            Assert.True(scale.Mean <= last);
            last = scale.Mean;
        }
    }

    [Fact]
    public void Scale_OfEqualScores_IsFinite() =>
        Assert.True(double.IsFinite(ScoreScale.Of(Of([.. Enumerable.Repeat(0.3, 300)]), null, 1).Standard(0.3001)));

    private static ScoreMoments Of(double[] scores) => scores.Aggregate(default(ScoreMoments), (moments, score) => moments.With(score));
}
