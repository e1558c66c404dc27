using Triad.Core.Embedding;
using Triad.Core.Media;
using Triad.Core.Modality;

namespace Triad.Benchmarks.Path;

/// <summary>Segments as an ingest has them: frames, sound and a caption in, the representations that the package stores out.</summary>
internal static class SegmentWorkload
{
    private const int Distinct = 16;
    private const string Caption = "a red ball bounces while a dog barks in the garden";

    /// <summary>Some distinct segments, made up of noise: what a graph does takes as long for noise as for pictures.</summary>
    public static IReadOnlyList<EmbedItem> Create(ModelInfo model)
    {
        var masks = model.RepresentationsOf(Modalities.All);
        return [.. Enumerable.Range(0, Distinct).Select(seed => new EmbedItem([Part(model, new Random(seed))], masks, KeepLogMel: true))];
    }

    private static EmbedPart Part(ModelInfo model, Random random)
    {
        var decode = model.Decode;
        var frames = (int)Math.Round(decode.FrameRate * decode.SegmentLength.TotalSeconds);
        var pixels = new byte[frames * decode.Width * decode.Height * 3];
        random.NextBytes(pixels);
        var samples = new float[(int)(decode.SampleRate * decode.SegmentLength.TotalSeconds)];
        for (var i = 0; i < samples.Length; i++)
            samples[i] = random.NextSingle() - 0.5f;
        return new EmbedPart(
            1, Caption, new FrameClip(pixels, frames, decode.Width, decode.Height), new AudioClip(samples, decode.SampleRate));
    }
}
