using Triad.Core.Embedding;
using Triad.Core.Media;
using Triad.Core.Modality;
using Triad.Inference.Embedding;
using Triad.Inference.Frames;
using Triad.Inference.Packages;
using Triad.Inference.Scheduling;
using Triad.Inference.Sound;
using Triad.Inference.Text;

namespace Triad.Inference.Kinds.Fusion;

/// <summary>A fusion package ready to embed: its front-ends and the lanes of its graphs.</summary>
internal sealed class FusionPackage
{
    // A package without pictures or sound still needs some decoder settings; what is decoded by them is not used.
    private const int UnusedFrameSize = 16;
    private const int UnusedSampleRate = 16_000;

    public FusionPackage(LoadedPackage opened, FusionManifest manifest, ITokenizer? tokenizer, PcaProjection? pca, string frontEndKey)
    {
        (Scheduler, Manifest, Tokenizer, Pca) = (opened.Scheduler, manifest, tokenizer, pca);
        Frames = manifest.Video is { } video ? new FrameFrontEnd(video) : null;
        Sound = manifest.Audio is { } audio ? new LogMelFrontEnd(audio) : null;
        Info = Describe(opened, manifest, frontEndKey);
        Lanes = manifest.Graphs.Keys.ToDictionary(graph => graph, graph => opened.Lanes[FusionGraphs.NameOf(graph)]);
    }

    /// <summary>What model.json says.</summary>
    public FusionManifest Manifest { get; }

    /// <summary>What the package offers.</summary>
    public ModelInfo Info { get; }

    /// <summary>What brings embeddings to fewer numbers, where the package has it.</summary>
    public PcaProjection? Pca { get; }

    /// <summary>The text front-end, where the package has text.</summary>
    public ITokenizer? Tokenizer { get; }

    /// <summary>The picture front-end, where the package has video.</summary>
    public FrameFrontEnd? Frames { get; }

    /// <summary>The audio front-end, where the package has audio.</summary>
    public LogMelFrontEnd? Sound { get; }

    /// <summary>What runs the graphs.</summary>
    public EmbeddingScheduler Scheduler { get; }

    /// <summary>The scheduler's lanes of the graphs.</summary>
    public IReadOnlyDictionary<FusionGraph, GraphLane> Lanes { get; }

    /// <summary>How many tokens the frames and the sound of a part become.</summary>
    public long MediaTokens(EmbedPart part) =>
        (part.Frames is { } frames ? Manifest.Video?.TokenCount(frames.Count) ?? 0L : 0L)
        + (part.Audio is { } audio ? Manifest.Audio?.TokenCount(Manifest.Audio.FrameCount(audio.Samples.Length)) ?? 0L : 0L);

    private static ModelInfo Describe(LoadedPackage opened, FusionManifest manifest, string frontEndKey)
    {
        var decode = new DecodeSettings(
            manifest.Video?.FrameRate ?? 1,
            manifest.Video?.Width ?? UnusedFrameSize,
            manifest.Video?.Height ?? UnusedFrameSize,
            manifest.Audio?.SampleRate ?? UnusedSampleRate,
            TimeSpan.FromSeconds(manifest.SegmentSeconds),
            opened.Options.LongestMedia);
        return new ModelInfo(
            opened.Manifest.Id,
            opened.Space,
            manifest.VectorSize,
            manifest.Served,
            manifest.Served.Count() > 1,
            decode,
            manifest.StoreFull,
            [.. manifest.Stored.Where(stored => manifest.Served.Contains(stored))],
            frontEndKey)
        {
            LongInput = manifest.LongInput,
            MaxTokensPerItem = opened.Options.MaxTokensPerItem,
        };
    }
}
