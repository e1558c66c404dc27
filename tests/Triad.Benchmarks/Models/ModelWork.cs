using Triad.Core.Embedding;
using Triad.Core.Media;
using Triad.Core.Modality;
using Triad.Inference.Embedding;

namespace Triad.Benchmarks.Models;

/// <summary>What a package is given: items of frames or of sound as an ingest has them, or texts as queries.</summary>
/// <param name="Unit">A frame, a second of sound, or a query.</param>
/// <param name="Items">The items of a pass.</param>
/// <param name="UnitsOfAnItem">How many frames or seconds an item has.</param>
internal sealed record ModelWork(string Unit, IReadOnlyList<EmbedItem> Items, double UnitsOfAnItem)
{
    public const string Frame = "frame";
    public const string Second = "second";
    public const string Query = "query";

    private const int ItemsOfAPass = 8;
    private const int QueriesOfAPass = 31;
    private const int MostFrames = 8;
    private const int MostSeconds = 10;

    // Footage as it comes where the model resizes frames itself.
    private const int FootageWidth = 640;
    private const int FootageHeight = 360;

    private static int _stamp;

    /// <summary>All units of a pass.</summary>
    public double Units => UnitsOfAnItem * Items.Count;

    public bool IsQuery => Unit == Query;

    /// <summary>What a package can be given.</summary>
    public static IEnumerable<ModelWork> Of(IEmbedder embedder)
    {
        var model = embedder.Model;
        var media = embedder is IScorer scorer ? scorer.Scored : model.Modalities;
        if (media.HasFlag(Modalities.Video) && Stores(Modalities.Video))
            yield return OfFrames(model);
        if (media.HasFlag(Modalities.Audio) && Stores(Modalities.Audio))
            yield return OfSound(model);
        if (model.Modalities.HasFlag(Modalities.Text) && embedder is not IScorer && AskedBy(model).Length > 0)
            yield return OfQueries(model);

        bool Stores(Modalities mask) => embedder is IScorer || model.RepresentationsOf(mask).Count > 0;
    }

    /// <summary>Frames of a clip of noise, each different from all others.</summary>
    public static byte[] Noise(DecodeSettings decode, int frames, int seed, out int width, out int height)
    {
        (width, height) = decode.KeepsShape
            ? (Math.Min(decode.Width, FootageWidth), Math.Min(decode.Height, FootageHeight))
            : (decode.Width, decode.Height);
        var pixels = new byte[frames * width * height * 3];
        new Random(seed).NextBytes(pixels);
        return pixels;
    }

    /// <summary>Makes all frames and sounds new ones: what a package has kept of the last pass must not spare it work.</summary>
    public void Renew()
    {
        foreach (var part in Items.SelectMany(item => item.Parts))
        {
            if (part.Frames is { } clip)
                Stamp(System.Runtime.InteropServices.MemoryMarshal.TryGetArray(clip.Pixels, out var bytes) ? bytes.Array! : [], clip.Count);
            if (part.Audio is { } sound && System.Runtime.InteropServices.MemoryMarshal.TryGetArray(sound.Samples, out var samples))
                samples.Array![0] = Interlocked.Increment(ref _stamp) % 1000 / 1000f;
        }
    }

    private static void Stamp(byte[] pixels, int frames)
    {
        for (var frame = 0; frame < frames; frame++)
            BitConverter.TryWriteBytes(pixels.AsSpan(frame * (pixels.Length / frames)), Interlocked.Increment(ref _stamp));
    }

    private static ModelWork OfFrames(ModelInfo model)
    {
        var frames = Math.Clamp((int)Math.Round(model.Decode.FrameRate * model.Decode.SegmentLength.TotalSeconds), 1, MostFrames);
        return new ModelWork(Frame, [.. Enumerable.Range(0, ItemsOfAPass).Select(_ => Item())], frames);

        EmbedItem Item()
        {
            var pixels = Noise(model.Decode, frames, 7, out var width, out var height);
            return new EmbedItem([new EmbedPart(1, null, new FrameClip(pixels, frames, width, height), null)], model.RepresentationsOf(Modalities.Video));
        }
    }

    private static ModelWork OfSound(ModelInfo model)
    {
        var seconds = Math.Min(model.Decode.SegmentLength.TotalSeconds, MostSeconds);
        return new ModelWork(Second, [.. Enumerable.Range(0, ItemsOfAPass).Select(Item)], seconds);

        EmbedItem Item(int seed)
        {
            var random = new Random(seed);
            var samples = new float[(int)(seconds * model.Decode.SampleRate)];
            for (var i = 0; i < samples.Length; i++)
                samples[i] = random.NextSingle() - 0.5f;
            return new EmbedItem([new EmbedPart(1, null, null, new AudioClip(samples, model.Decode.SampleRate))], model.RepresentationsOf(Modalities.Audio));
        }
    }

    private static ModelWork OfQueries(ModelInfo model)
    {
        var asked = AskedBy(model);
        return new ModelWork(
            Query,
            [.. Enumerable.Range(0, QueriesOfAPass).Select(number =>
                new EmbedItem([new EmbedPart(1, $"a dog runs over the wet meadow with a red ball {number}", null, null)], asked) { Role = EmbedRole.Query })],
            1);
    }

    private static Core.Identity.RepresentationName[] AskedBy(ModelInfo model)
    {
        var asked = model.Representations.Where(one => one.AskedWith(Modalities.Text) != Modalities.None).Select(one => one.Name).ToArray();
        return model.SumsScores ? asked : asked.Contains(model.Usual) ? [model.Usual] : asked[..Math.Min(1, asked.Length)];
    }
}
