using FsCheck.Xunit;
using Triad.Core.Scores;

namespace Triad.Core.Tests.Scores;

public sealed class ScoreSumTests
{
    private const int Legs = 4;

    [Property]
    public void Sum_OfThingsThatAreNotLookedFor_IsStandardWhateverTheyHave(int seed)
    {
        // Scores that are drawn as the scales say: mean 0 and deviation 1 must come out for one that has all as for one that has one.
        var draw = new Random(seed);
        var scales = Scales(draw);
        foreach (var has in new[] { 1, 2, Legs })
        {
            var moments = default(ScoreMoments);
            for (var thing = 0; thing < 4000; thing++)
            {
                var scores = new float[Legs];
                for (var leg = 0; leg < Legs; leg++)
                    scores[leg] = leg < has ? (float)(scales[leg].Mean + (scales[leg].Deviation * Normal(draw))) : ScoreSum.Missing;
                moments = moments.With(ScoreSum.Of(scores, scales));
            }

            Assert.Equal(0, moments.Mean, 0.1);
            Assert.Equal(1, Math.Sqrt(moments.Squares / moments.Count), 0.1);
        }
    }

    [Property]
    public void Shares_OfWhatThereIs_SumToTheSum(int seed)
    {
        var draw = new Random(seed);
        var (scales, scores) = (Scales(draw), Scores(draw));

        var shares = ScoreSum.Shares(scores, scales);

        if (scores.All(float.IsNaN))
            Assert.True(float.IsNaN(ScoreSum.Of(scores, scales)));
        else
            Assert.Equal(ScoreSum.Of(scores, scales), shares.Sum(), 1e-4);
        Assert.All(Enumerable.Range(0, Legs).Where(leg => float.IsNaN(scores[leg])), leg => Assert.Equal(0, shares[leg]));
    }

    [Property]
    public void Foremost_IsWhatAddsMost(int seed)
    {
        var draw = new Random(seed);
        var (scales, scores) = (Scales(draw), Scores(draw));

        var foremost = ScoreSum.Foremost(scores, scales);

        if (scores.All(float.IsNaN))
            Assert.Equal(-1, foremost);
        else
            Assert.All(
                Enumerable.Range(0, Legs).Where(leg => !float.IsNaN(scores[leg])),
                leg => Assert.True(ScoreSum.Shares(scores, scales)[leg] <= ScoreSum.Shares(scores, scales)[foremost]));
    }

    [Property]
    public void Most_IsNeverLessThanASumOfWhatIsNotMoreInAnyLeg(int seed)
    {
        var draw = new Random(seed);
        var (scales, bounds) = (Scales(draw), Scores(draw));
        var most = ScoreSum.Most(bounds, scales);
        for (var thing = 0; thing < 200; thing++)
        {
            float[] scores = [.. bounds.Select(bound => draw.Next(3) == 0 ? ScoreSum.Missing : bound - (float)(draw.NextDouble() * draw.Next(2)))];
            var sum = ScoreSum.Of(scores, scales);
            Assert.True(float.IsNaN(sum) || sum <= most + 1e-4);
        }
    }

    [Fact]
    public void Sum_OfOneStrongAndOfTwoMiddlingScores_IsOfOneSize()
    {
        ScoreScale[] scales = [new(0, 1, 1), new(0, 1, 1)];

        Assert.Equal(4, ScoreSum.Of([4, ScoreSum.Missing], scales), 1e-6f);
        Assert.Equal(4.2426f, ScoreSum.Of([3, 3], scales), 1e-4f);
        Assert.Equal(3.5355f, ScoreSum.Of([2.5f, 2.5f], scales), 1e-4f);
        Assert.Equal(2.8284f, ScoreSum.Of([4, 0], scales), 1e-4f);
    }

    [Fact]
    public void Sum_OfAWeight_CountsAsItSays()
    {
        ScoreScale[] scales = [new(0.2, 0.1, 3), new(0.5, 0.25, 4)];

        Assert.Equal(((3 * 2) + (4 * -1)) / 5f, ScoreSum.Of([0.4f, 0.25f], scales), 1e-5f);
    }

    private static ScoreScale[] Scales(Random draw) =>
        [.. Enumerable.Range(0, Legs).Select(_ => new ScoreScale(draw.NextDouble() - 0.5, 0.02 + draw.NextDouble(), 0.1 + draw.NextDouble()))];

    private static float[] Scores(Random draw) =>
        [.. Enumerable.Range(0, Legs).Select(_ => draw.Next(4) == 0 ? ScoreSum.Missing : (float)((draw.NextDouble() * 2) - 1))];

    // Box and Muller.
    private static double Normal(Random draw) => Math.Sqrt(-2 * Math.Log(1 - draw.NextDouble())) * Math.Cos(2 * Math.PI * draw.NextDouble());
}
