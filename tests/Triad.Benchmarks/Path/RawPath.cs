using Triad.Core.Embedding;
using Triad.Core.Modality;
using Triad.Inference.Kinds.Fusion;
using Triad.Inference.Packages;

namespace Triad.Benchmarks.Path;

/// <summary>The graph work of a segment in bare ONNX Runtime, each graph at its own best batch and threads, without front-ends.</summary>
internal sealed class RawPath : IDisposable
{
    private const int LargestBatch = 32;
    private static readonly TimeSpan Trial = TimeSpan.FromMilliseconds(150);
    private readonly List<RawGraph> _graphs;

    public RawPath(string folder, EmbedItem item, int words, int threads)
    {
        var manifest = ReadManifest(folder);
        int[] threadCounts = [.. new[] { 1, threads }.Distinct()];
        _graphs = [.. Shapes(manifest, item, words).Select(shape => new RawGraph(folder, manifest, shape, threadCounts))];
        Settings =
        [
            .. from way in new[] { (Runners: threads, Threads: 1), (Runners: 1, Threads: threads) }.Distinct()
               from batch in Batches()
               select new RawSetting(way.Runners, way.Threads, batch),
        ];
    }

    /// <summary>The settings that are tried.</summary>
    public IReadOnlyList<RawSetting> Settings { get; }

    /// <summary>What proved best, by graph and length.</summary>
    public string Chosen => string.Join("; ", _graphs.Select(graph =>
        $"{graph.Shape.Graph}[{graph.Shape.Length}]: {graph.Best.Runners}x{graph.Best.Threads} threads, batch {graph.Best.Batch}"));

    /// <summary>Finds the best setting of every graph.</summary>
    public void Tune(CancellationToken cancellationToken)
    {
        foreach (var graph in _graphs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            graph.Tune(Settings, Trial);
        }
    }

    /// <summary>The time that the graph work of some segments takes.</summary>
    public TimeSpan Run(int segments) =>
        _graphs.Aggregate(TimeSpan.Zero, (total, graph) => total + graph.Run(graph.Best, segments));

    /// <summary>The time of one segment alone, its graphs one after the other; the best of one thread and all threads.</summary>
    public TimeSpan RunOne(int threads)
    {
        var best = TimeSpan.MaxValue;
        foreach (var count in new[] { 1, threads }.Distinct())
        {
            var setting = new RawSetting(1, count, 1);
            var elapsed = _graphs.Aggregate(TimeSpan.Zero, (total, graph) => total + graph.Run(setting, 1));
            if (elapsed < best) best = elapsed;
        }

        return best;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var graph in _graphs) graph.Dispose();
    }

    private static FusionManifest ReadManifest(string folder)
    {
        var problems = new List<PackageProblem>();
        return PackageReader.Create().Read(folder, problems, CancellationToken.None) switch
        {
            { Plan: FusionPlan plan } => plan.Manifest,
            null => throw new BenchmarkUsageException(string.Join(Environment.NewLine, problems)),
            _ => throw new BenchmarkUsageException($"{folder} is no package of the kind 'fusion', which is what this benchmark takes apart."),
        };
    }

    private static IEnumerable<int> Batches()
    {
        for (var batch = 1; batch <= LargestBatch; batch *= 2) yield return batch;
    }

    private static IEnumerable<RawShape> Shapes(FusionManifest manifest, EmbedItem item, int words)
    {
        var part = item.Parts[0];
        var melFrames = manifest.Audio!.FrameCount(part.Audio!.Samples.Length);
        var tokens = new Dictionary<Modalities, int>
        {
            [Modalities.Text] = words,
            [Modalities.Video] = manifest.Video!.TokenCount(part.Frames!.Count),
            [Modalities.Audio] = manifest.Audio.TokenCount(melFrames),
        };
        yield return new RawShape(FusionGraph.Text, words);
        yield return new RawShape(FusionGraph.Video, tokens[Modalities.Video]);
        yield return new RawShape(FusionGraph.Audio, manifest.Audio.PaddedFrames(melFrames) / manifest.Audio.PadMultiple);
        foreach (var name in item.Representations) yield return new RawShape(FusionGraph.Fusion, name.Mask.Parts().Sum(single => tokens[single]));
    }
}
