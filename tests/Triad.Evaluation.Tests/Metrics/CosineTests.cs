using Triad.Evaluation.Metrics;

namespace Triad.Evaluation.Tests.Metrics;

public sealed class CosineTests
{
    [Theory]
    [InlineData(new[] { 3f, 4f }, new[] { 6f, 8f }, 1)]
    [InlineData(new[] { 1f, 0f }, new[] { 0f, 2f }, 0)]
    [InlineData(new[] { 1f, 1f }, new[] { -2f, -2f }, -1)]
    [InlineData(new[] { 0f, 0f }, new[] { 0f, 0f }, 1)]
    [InlineData(new[] { 0f, 0f }, new[] { 1f, 0f }, 0)]
    public void Of_TwoVectors_IsTheirCosine(float[] left, float[] right, double expected) =>
        Assert.Equal(expected, Cosine.Of(left, right), 1e-15);

    [Fact]
    public void Of_LongVectorAndItself_IsOne()
    {
        var random = new Random(1);
        var vector = Enumerable.Range(0, 4096).Select(_ => random.NextSingle() - 0.5f).ToArray();

        Assert.Equal(1, Cosine.Of(vector, vector), 1e-12);
    }

    [Fact]
    public void Of_NumberThatIsNone_IsNone() => Assert.True(double.IsNaN(Cosine.Of([1, float.NaN], [1, 1])));

    [Fact]
    public void Of_OtherLength_IsRefused() => Assert.Throws<ArgumentException>(() => Cosine.Of([1], [1, 0]));
}
