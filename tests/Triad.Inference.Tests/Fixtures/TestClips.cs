using Triad.Core.Embedding;
using Triad.Core.Identity;
using Triad.Core.Media;
using Triad.Core.Modality;

namespace Triad.Inference.Tests.Fixtures;

/// <summary>Made-up frames, sound and text, the same for the same seed.</summary>
internal static class TestClips
{
    public static FrameClip Frames(ModelInfo model, int count, int seed)
    {
        var pixels = new byte[count * model.Decode.Width * model.Decode.Height * 3];
        new Random(seed).NextBytes(pixels);
        return new FrameClip(pixels, count, model.Decode.Width, model.Decode.Height);
    }

    public static AudioClip Sound(ModelInfo model, int samples, int seed)
    {
        var random = new Random(seed);
        var tone = random.Next(100, 3000);
        return new AudioClip(
            Enumerable.Range(0, samples)
                .Select(
                    i => (float)((0.3 * Math.Sin(2 * Math.PI * tone * i / model.Decode.SampleRate)) + (0.1 * (random.NextDouble() - 0.5))))
                .ToArray(),
            model.Decode.SampleRate);
    }

    public static string Text(int words, int seed)
    {
        var random = new Random(seed);
        string[] vocabulary = ["dog", "cat", "bird", "red", "ball", "zyzzyva", "barks", "a", "jumps"];
        return string.Join(' ', Enumerable.Range(0, words).Select(_ => vocabulary[random.Next(vocabulary.Length)]));
    }

    /// <summary>A segment of all modalities whose lengths follow from the seed.</summary>
    public static EmbedItem Segment(ModelInfo model, int seed, params Modalities[] masks)
    {
        var random = new Random(seed);
        var part = new EmbedPart(
            1,
            Text(random.Next(1, 12), seed),
            Frames(model, random.Next(1, 49), seed),
            Sound(model, random.Next(1000, 30_000), seed));
        return new EmbedItem([part], [.. (masks.Length > 0 ? masks : ModalitiesExtensions.NonEmpty).Select(RepresentationName.Of)]);
    }

    public static double Distance(EmbeddingVector left, EmbeddingVector right) =>
        left.Vector.ToArray().Zip(right.Vector.ToArray()).Max(pair => Math.Abs(pair.First - pair.Second));
}
