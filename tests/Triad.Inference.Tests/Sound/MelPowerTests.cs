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
        var settings = SettingsOf();
        var random = new Random(frames);
        var padded = Enumerable.Range(0, settings.Fft + (settings.Hop * frames)).Select(_ => random.NextDouble() - 0.5).ToArray();
        var four = new float[settings.MelBins * frames];
        var eight = new float[four.Length];

        new MelPower<FourLanes>(settings).Compute(padded, four, frames);
        new MelPower<EightLanes>(settings).Compute(padded, eight, frames);

        Assert.Equal(four, eight);
        Assert.All(four, power => Assert.True(power > 0));
    }

    private static AudioSettings SettingsOf() => new()
    {
        SampleRate = 16000,
        MelBins = 40,
        Window = 400,
        Hop = 160,
        Fft = 400,
        Preemphasis = 0,
        MinHz = 60,
        MaxHz = 8000,
        FloorDb = 80,
        MeanDb = 0,
        StdDb = 1,
        MelFramesPerToken = 64,
        PadMultiple = 64,
    };
}
