using Triad.Core.Embedding;
using Triad.Core.Media;
using Triad.Core.Modality;
using Triad.Inference.Frames;
using Triad.Inference.Hosting;
using Triad.Inference.Packages;
using Triad.Inference.Scheduling;
using Triad.Inference.Sound;
using Triad.Inference.Text;

namespace Triad.Inference.Embedding;

/// <summary>A package ready to embed: its front-ends, and its graphs as lanes of the scheduler.</summary>
internal sealed class LoadedPackage : IDisposable
{
    // A package without pictures or sound still needs some decoder settings; what is decoded by them is not used.
    private const int UnusedFrameSize = 16;
    private const int UnusedSampleRate = 16_000;

    private readonly EmbeddingScheduler _scheduler;

    public LoadedPackage(
        PackageContent content, IReadOnlyDictionary<GraphRole, IBatchGraph> graphs, EmbeddingScheduler scheduler, InferenceOptions options)
    {
        _scheduler = scheduler;
        Manifest = content.Manifest;
        Pca = content.Pca;
        Tokenizer = Manifest.Text is { } text ? new HashedNgramTokenizer(text, content.Vocabulary) : null;
        Frames = Manifest.Video is { } video ? new FrameFrontEnd(video) : null;
        Sound = Manifest.Audio is { } audio ? new LogMelFrontEnd(audio) : null;
        Info = Describe(content, options);
        Lanes = graphs.ToDictionary(graph => graph.Key, graph => scheduler.Add(graph.Value));
    }

    /// <summary>What model.json says.</summary>
    public ModelManifest Manifest { get; }

    /// <summary>What brings embeddings to fewer numbers, where the package has it.</summary>
    public PcaProjection? Pca { get; }

    /// <summary>What the package offers.</summary>
    public ModelInfo Info { get; }

    /// <summary>The text front-end, where the package has text.</summary>
    public HashedNgramTokenizer? Tokenizer { get; }

    /// <summary>The picture front-end, where the package has video.</summary>
    public FrameFrontEnd? Frames { get; }

    /// <summary>The audio front-end, where the package has audio.</summary>
    public LogMelFrontEnd? Sound { get; }

    /// <summary>The scheduler's lanes of the graphs.</summary>
    public IReadOnlyDictionary<GraphRole, GraphLane> Lanes { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var lane in Lanes.Values)
            _scheduler.Remove(lane);
        foreach (var lane in Lanes.Values)
            lane.Graph.Dispose();
    }

    private static ModelInfo Describe(PackageContent content, InferenceOptions options)
    {
        var manifest = content.Manifest;
        var decode = new DecodeSettings(
            manifest.Video?.FrameRate ?? 1,
            manifest.Video?.Width ?? UnusedFrameSize,
            manifest.Video?.Height ?? UnusedFrameSize,
            manifest.Audio?.SampleRate ?? UnusedSampleRate,
            TimeSpan.FromSeconds(manifest.SegmentSeconds),
            options.LongestMedia);
        return new ModelInfo(
            manifest.Id,
            content.Space,
            manifest.VectorSize,
            manifest.Served,
            manifest.Served.Count() > 1,
            decode,
            manifest.StoreFull,
            [.. manifest.Stored.Where(stored => manifest.Served.Contains(stored))],
            content.FrontEndKey)
        {
            LongInput = manifest.LongInput,
            MaxTokensPerItem = options.MaxTokensPerItem,
        };
    }
}
