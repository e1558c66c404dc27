using System.Numerics;
using Triad.Inference.Sound;

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
        EqualsTheDefinition<FourLanes>(length);
        EqualsTheDefinition<EightLanes>(length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(14)]
    [InlineData(-4)]
    public void Constructor_UnsupportedLength_IsRefused(int length)
    {
        Assert.False(FftLength.IsSupported(length));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MixedRadixFft<FourLanes>(length));
    }

    private static void EqualsTheDefinition<TLanes>(int length)
        where TLanes : struct, ILanes<TLanes>
    {
        var random = new Random(length);
        var samples = Enumerable.Range(0, length * TLanes.Count).Select(_ => random.NextDouble() - 0.5).ToArray();
        var signal = new TLanes[length];
        TLanes.Gather(samples, length, TLanes.Count, Enumerable.Repeat(1.0, length).ToArray(), signal);
        var sut = new MixedRadixFft<TLanes>(length);
        var power = new TLanes[sut.Bins];

        sut.PowerSpectrum(signal, power, new TLanes[2 * length]);

        for (var bin = 0; bin < sut.Bins; bin++)
            for (var lane = 0; lane < TLanes.Count; lane++)
                Assert.Equal(Direct(samples.AsSpan(lane * length, length), bin), power[bin][lane], 1e-9);
    }

    private static double Direct(ReadOnlySpan<double> signal, int bin)
    {
        var sum = Complex.Zero;
        for (var i = 0; i < signal.Length; i++)
            sum += signal[i] * Complex.Exp(new Complex(0, -2 * Math.PI * bin * i / signal.Length));
        return (sum.Real * sum.Real) + (sum.Imaginary * sum.Imaginary);
    }
}
