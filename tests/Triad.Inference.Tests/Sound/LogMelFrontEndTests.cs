using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Triad.Inference.Packages;
using Triad.Inference.Sound;
using Triad.Inference.Tests.Fixtures;

namespace Triad.Inference.Tests.Sound;

public sealed class LogMelFrontEndTests
{
    private const double Tolerance = 1e-3;

    [Fact]
    public void Compute_SyntheticClip_EqualsTheGoldenLogMel() => AssertGolden(TestFolders.Golden, "synthetic");

    [Theory]
    [InlineData("speech")]
    [InlineData("crunching")]
    public void Compute_RealClip_EqualsTheGoldenLogMel(string name) => AssertGolden(TestFolders.SharedGolden, name);

    [Fact]
    public void Compute_Silence_IsZeroDecibelsThroughout() =>
        Assert.All(CreateSut().Compute(new float[1600]).Values, value => Assert.Equal(0, value));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(159, 1)]
    [InlineData(160, 2)]
    [InlineData(200, 2)]
    [InlineData(128000, 801)]
    public void Compute_AnyLength_HasOneFrameMoreThanWholeHops(int samples, int frames)
    {
        var mel = CreateSut().Compute(Noise(samples));

        Assert.Equal((40, frames), (mel.Bins, mel.Frames));
        Assert.All(mel.Values, value => Assert.InRange(value, -80f, 0f));
    }

    [Fact]
    public void Compute_NoSamples_IsRefused() => Assert.Throws<ArgumentException>(() => CreateSut().Compute([]));

    [Fact]
    public void Compute_NotFiniteSamples_CountAsZero()
    {
        var clean = Noise(4000);
        clean[100] = 0;
        clean[200] = 0;
        var dirty = (float[])clean.Clone();
        dirty[100] = float.NaN;
        dirty[200] = float.PositiveInfinity;

        Assert.Equal(CreateSut().Compute(clean).Values, CreateSut().Compute(dirty).Values);
    }

    [Fact]
    public void Compute_MonstrousSamples_IsFinite()
    {
        var samples = Noise(4000);
        (samples[100], samples[2000]) = (float.MaxValue, float.MinValue);

        Assert.All(CreateSut().Compute(samples).Values, value => Assert.InRange(value, -80, 0));
    }

    [Property]
    public Property Compute_AnySamples_IsFiniteWithinTheFloorAndUnchangedByGain() => Prop.ForAll(
        ArbMap.Default.ArbFor<int>().Filter(seed => seed >= 0),
        seed =>
        {
            var samples = Noise(800 + (seed % 3000), seed);
            var mel = CreateSut().Compute(samples).Values;
            var louder = CreateSut().Compute([.. samples.Select(sample => sample * 4)]).Values;
            return mel.All(value => value is >= -80 and <= 0) && mel.Zip(louder).All(pair => Math.Abs(pair.First - pair.Second) < 1e-3);
        });

    [Fact]
    public void WriteNormalised_PadsWithZerosAfterNormalising()
    {
        var sut = CreateSut();
        var mel = sut.Compute(Noise(1600));
        var destination = new float[40 * 64];
        Array.Fill(destination, float.NaN);

        sut.WriteNormalised(mel, 64, destination);

        for (var bin = 0; bin < 40; bin++)
            for (var i = 0; i < 64; i++)
                Assert.Equal(i < 11 ? (mel.Values[(bin * 11) + i] + 40) / 20 : 0, destination[(bin * 64) + i], 1e-6f);
    }

    private static LogMelFrontEnd CreateSut() => new(TestSettings.Audio);

    private static float[] Noise(int count, int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() - 0.5) * 0.2))];
    }

    private static void AssertGolden(string folder, string name)
    {
        var expected = NpyFile<float>.Read(Path.Combine(folder, "audio", $"{name}.logmel40.npy"));

        var mel = CreateSut().Compute(WavFile.ReadMono16(Path.Combine(folder, "audio", $"{name}.wav")));

        Assert.Equal((expected.Shape[0], expected.Shape[1]), (mel.Bins, mel.Frames));
        var worst = expected.Values.Zip(mel.Values).Max(pair => Math.Abs(pair.First - pair.Second));
        Assert.True(worst <= Tolerance, $"The largest difference is {worst} dB.");
    }
}
