using Triad.Inference.Sound;

namespace Triad.Inference.Tests.Sound;

public sealed class MelPowerTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(13)]
    [InlineData(100)]
    public void Compute_VectorsOfAnotherWidth_GiveTheSameToTheLastBit(int frames)
    {
        const int Hop = 160;
        const int Fft = 400;
        var random = new Random(frames);
        var padded = Enumerable.Range(0, Fft + (Hop * frames)).Select(_ => random.NextDouble() - 0.5).ToArray();
        var (window, filters) = (AnalysisWindows.CentredHamming(Fft, Fft), MelFilterBank.Slaney(40, 16000, Fft, 60, 8000));
        var four = new float[filters.Count * frames];
        var eight = new float[four.Length];

        new MelPower<FourLanes>(Hop, window, filters).Compute(padded, four, frames);
        new MelPower<EightLanes>(Hop, window, filters).Compute(padded, eight, frames);

        Assert.Equal(four, eight);
        Assert.All(four, power => Assert.True(power > 0));
    }
}
