using FsCheck.Xunit;
using Triad.Vectors.Scanning;

namespace Triad.Vectors.Tests.Scanning;

public sealed class ScoreSearchTests
{
    [Property(MaxTest = 1000)]
    public void NextAtLeast_AnyScores_FindsWhatALoopFinds(int seed)
    {
        var draw = new Random(seed);
        var scores = Enumerable.Range(0, draw.Next(70)).Select(_ => draw.Next(4) == 0 ? float.NaN : draw.Next(8) / 7f).ToArray();
        var from = draw.Next(scores.Length + 1);
        var threshold = draw.Next(5) == 0 ? float.NegativeInfinity : draw.Next(9) / 7f;

        var expected = Enumerable.Range(0, scores.Length).Where(i => i >= from && scores[i] >= threshold).DefaultIfEmpty(scores.Length).First();
        Assert.Equal(expected, ScoreSearch.NextAtLeast(scores, from, threshold));
    }
}
