using Triad.Inference.Sound;
using Triad.Inference.Tests.Fixtures;

namespace Triad.Inference.Tests.Sound;

/// <summary>Sounds become the features that Gemma's own front-end makes of them.</summary>
public sealed class MagnitudeMelFrontEndTests
{
    private const float Near = 1e-3f;

    private static readonly MagnitudeMelSettings Settings = new()
    {
        SampleRate = 16_000, Frame = 320, Hop = 160, Fft = 512, MelBins = 128, MinHz = 0, MaxHz = 8000, Floor = 0.001,
    };

    [Theory]
    [InlineData("s01_48k_3s.wav")]
    [InlineData("s02_48k_300ms.wav")]
    [InlineData("s03_48k_10s.wav")]
    [InlineData("s04_48k_silence_2s.wav")]
    [InlineData("s05_48k_7s.wav")]
    [InlineData("s06_44k1_stereo_2s3.wav")]
    [InlineData("s07_16k_4s.wav")]
    [InlineData("s08_8k_1s.wav")]
    public async Task Compute_ReferencesSounds_GivesItsFeatures(string name)
    {
        var clip = await DecodedSounds.OfReferenceAsync(name);

        AssertNear(name, new MagnitudeMelFrontEnd(Settings).Compute(clip.Samples.Span));
    }

    [Fact]
    public void Compute_StoredSamples_GiveTheReferencesFeatures() => AssertNear(
        "s06_44k1_stereo_2s3.wav",
        new MagnitudeMelFrontEnd(Settings).Compute(HubGolden.Read<float>(GemmaPackage.Family, "sounds.npz", "wave.s06").Values));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(160, 0)]
    [InlineData(161, 1)]
    [InlineData(320, 1)]
    [InlineData(321, 2)]
    [InlineData(480_000, 2999)]
    public void FrameCount_OfSomeSamples_LeavesOutWhatReachesBeyondTheClip(int samples, int frames)
    {
        Assert.Equal(frames, Settings.FrameCount(samples));
        Assert.Equal(frames * Settings.MelBins, new MagnitudeMelFrontEnd(Settings).Compute(new float[samples]).Length);
    }

    [Fact]
    public void Compute_SamplesThatAreNoNumbers_GivesFiniteFeatures()
    {
        float[] strange = [float.NaN, float.PositiveInfinity, float.MaxValue, 0.5f];
        float[] samples = [.. Enumerable.Repeat(strange, 400).SelectMany(part => part)];

        Assert.All(new MagnitudeMelFrontEnd(Settings).Compute(samples), value => Assert.True(float.IsFinite(value)));
    }

    private static void AssertNear(string name, float[] features)
    {
        var stored = HubGolden.Read<float>(GemmaPackage.Family, "sounds.npz", $"{name}.input_features");
        var real = HubGolden.Read<bool>(GemmaPackage.Family, "sounds.npz", $"{name}.mask").Values.Count(frame => frame);
        Assert.Equal(real * stored.Shape[1], features.Length);
        var worst = features.Zip(stored.Values, (one, other) => Math.Abs(one - other)).Max();
        Assert.True(worst <= Near, $"{name} is off by {worst}.");
    }
}
