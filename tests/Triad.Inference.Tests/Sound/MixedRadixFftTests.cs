using System.Numerics;
using System.Runtime.Intrinsics;
using Triad.Inference.Sound;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace Triad.Inference.Tests.Sound;

public sealed class MixedRadixFftTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(10)]
    [InlineData(60)]
    [InlineData(400)]
    [InlineData(512)]
    public void PowerSpectrum_EveryLane_EqualsTheDefinition(int length)
    {
        var random = new Random(length);
        var signal = Enumerable.Range(0, length).Select(_ => Eight(() => random.NextDouble() - 0.5)).ToArray();
        var sut = new MixedRadixFft(length);
        var power = new Lanes[sut.Bins];

        sut.PowerSpectrum(signal, power, new Lanes[2 * length]);

        for (var bin = 0; bin < sut.Bins; bin++)
            for (var lane = 0; lane < Lanes.Count; lane++)
                Assert.Equal(Direct(signal, bin, lane), power[bin][lane], 1e-9);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(14)]
    [InlineData(-4)]
    public void Constructor_UnsupportedLength_IsRefused(int length)
    {
        Assert.False(MixedRadixFft.Supports(length));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MixedRadixFft(length));
    }

    private static Lanes Eight(Func<double> value) =>
        Vector512.Create(value(), value(), value(), value(), value(), value(), value(), value());

    private static double Direct(Lanes[] signal, int bin, int lane)
    {
        var sum = Complex.Zero;
        for (var i = 0; i < signal.Length; i++)
            sum += signal[i][lane] * Complex.Exp(new Complex(0, -2 * Math.PI * bin * i / signal.Length));
        return sum.Real * sum.Real + sum.Imaginary * sum.Imaginary;
    }
}
