using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Triad.Core.LongInput;

namespace Triad.Core.Tests.LongInput;

public sealed class VectorAverageTests
{
    private const int Dimension = 24;

    [Property]
    public Property Mean_OfAnyVectors_IsTheirNormalisedMean() => Prop.ForAll(Gen.Choose(1, 40).ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (count, seed) =>
    {
        var vectors = Unit(count, seed);
        var sut = new VectorAverage(Dimension);
        foreach (var vector in vectors)
            sut.Add(vector);

        var mean = sut.Mean()!;

        var expected = Enumerable.Range(0, Dimension).Select(i => vectors.Average(vector => (double)vector[i])).ToArray();
        var length = Math.Sqrt(expected.Sum(x => x * x));
        for (var i = 0; i < Dimension; i++)
            Assert.Equal(expected[i] / length, mean[i], 1e-6);
    });

    [Fact]
    public void Mean_OfOneVector_IsThatVector()
    {
        var vector = Unit(1, 5)[0];
        var sut = new VectorAverage(Dimension);
        sut.Add(vector);

        Assert.All(vector.Zip(sut.Mean()!), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
    }

    [Fact]
    public void Mean_OfNothingOrOfOpposites_HasNoDirection()
    {
        var vector = Unit(1, 5)[0];
        var sut = new VectorAverage(Dimension);
        Assert.Null(sut.Mean());
        sut.Add(vector);
        sut.Add([.. vector.Select(x => -x)]);

        Assert.Null(sut.Mean());
    }

    // All lean to one side, so that no mean vanishes.
    private static List<float[]> Unit(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var values = Enumerable.Range(0, Dimension).Select(_ => random.NextSingle() - 0.3f).ToArray();
            var length = MathF.Sqrt(values.Sum(x => x * x));
            return values.Select(x => x / length).ToArray();
        })];
    }
}
