using Triad.Evaluation.Metrics;

namespace Triad.Evaluation.Tests.Metrics;

public sealed class BootstrapIntervalTests
{
    private static double[] Coins(int heads, int tails) =>
        [.. Enumerable.Repeat(1.0, heads), .. Enumerable.Repeat(0.0, tails)];

    [Fact]
    public void OfMean_HalfOf500_IsCloseToTheNormalInterval()
    {
        var interval = BootstrapInterval.OfMean(Coins(250, 250));

        Assert.InRange(interval.Low, 0.456 - 0.01, 0.456 + 0.01);
        Assert.InRange(interval.High, 0.544 - 0.01, 0.544 + 0.01);
    }

    [Fact]
    public void OfMean_SameSeed_IsTheSameInterval() =>
        Assert.Equal(BootstrapInterval.OfMean(Coins(30, 70), seed: 5), BootstrapInterval.OfMean(Coins(30, 70), seed: 5));

    [Fact]
    public void OfMean_ConstantValues_HasNoWidth() => Assert.Equal(new BootstrapInterval(1, 1), BootstrapInterval.OfMean(Coins(20, 0)));

    [Fact]
    public void OfMean_Nothing_Throws() => Assert.Throws<ArgumentException>(() => BootstrapInterval.OfMean([]));

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    public void OfMean_ConfidenceOutsideItsRange_Throws(double confidence) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => BootstrapInterval.OfMean([1], confidence: confidence));
}
