using Triad.Inference.Sound;
using Triad.Inference.Tests.Fixtures;

namespace Triad.Inference.Tests.Sound;

/// <summary>The features of models of the hub, compared with those of the models' own programs.</summary>
public sealed class HubSoundTests
{
    private const double Decibels = 1e-3;
    private const double AstFeature = 1e-4;

    [Fact]
    public void Clap_StoredSounds_HasTheReferencesFeatures()
    {
        var names = HubGolden.ReadTexts("clap", "sounds.npz", "names");

        AssertNear(
            HubSounds.Clap, [.. names.Select(HubGolden.Sound)], HubGolden.Read<float>("clap", "sounds.npz", "input_features"), Decibels);
    }

    [Fact]
    public void Ast_StoredSounds_HasTheReferencesFeatures()
    {
        var names = HubGolden.ReadTexts("ast", "sounds.npz", "names");
        int[] rows = [.. Enumerable.Range(0, names.Count).Where(row => names[row].Contains("16k", StringComparison.Ordinal))];
        var stored = HubGolden.Read<float>("ast", "sounds.npz", "input_values");
        var width = stored.Shape[1] * stored.Shape[2];
        var values = rows.SelectMany(row => stored.Values.AsSpan(row * width, width).ToArray()).ToArray();

        Assert.NotEmpty(rows);
        AssertNear(HubSounds.Ast, [.. rows.Select(row => HubGolden.Sound(names[row]))], new NpyFile<float>([rows.Length, width], values),
            AstFeature);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(399)]
    [InlineData(401)]
    [InlineData(10_000)]
    public void Write_AnyLength_IsFinite(int length)
    {
        var samples = Enumerable.Range(0, length).Select(i => (i % 7) switch { 0 => float.NaN, 1 => float.MaxValue, _ => 0.1f }).ToArray();

        foreach (var sut in (ISoundInput[])[HubSounds.Clap, HubSounds.Ast])
            Assert.All(Features(sut, samples), value => Assert.True(float.IsFinite(value)));
    }

    [Theory]
    [InlineData(1, "0-1")]
    [InlineData(100, "0-100")]
    [InlineData(101, "0-100 1-101")]
    [InlineData(250, "0-100 75-175 150-250")]
    [InlineData(300, "0-100 100-200 200-300")]
    public void Cut_AnyLength_CoversItWithWholeWindows(int samples, string expected) =>
        Assert.Equal(expected, Show(SoundWindows.Cut(samples, new WaveformInput(8000, 100, 100))));

    [Theory]
    [InlineData(100, "0-100")]
    [InlineData(101, "0-100 1-101")]
    [InlineData(210, "0-100 36-136 73-173 110-210")]
    public void Cut_WindowsThatOverlap_LieEvenlyAndAreWhole(int samples, string expected) =>
        Assert.Equal(expected, Show(SoundWindows.Cut(samples, new WaveformInput(8000, 100, 50))));

    private static string Show(IEnumerable<(int Start, int Length)> windows) =>
        string.Join(' ', windows.Select(window => $"{window.Start}-{window.Start + window.Length}"));

    private static float[] Features(ISoundInput sut, ReadOnlySpan<float> samples)
    {
        var features = new float[sut.Shape.Aggregate(1L, (product, size) => product * size)];
        Array.Fill(features, float.NaN);
        sut.Write(samples, features);
        return features;
    }

    private static void AssertNear(ISoundInput sut, float[][] sounds, NpyFile<float> stored, double near)
    {
        var width = stored.Values.Length / sounds.Length;
        for (var i = 0; i < sounds.Length; i++)
        {
            var expected = stored.Values.AsSpan(i * width, width).ToArray();
            var worst = expected.Zip(Features(sut, sounds[i].AsSpan(0, Math.Min(sounds[i].Length, sut.Window)))).Max(
                pair => Math.Abs(pair.First - pair.Second));
            Assert.True(worst <= near, $"Sound {i} is off by {worst}.");
        }
    }
}
