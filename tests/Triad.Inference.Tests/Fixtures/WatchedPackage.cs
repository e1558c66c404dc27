using Microsoft.Extensions.Logging.Abstractions;
using Triad.Core.Embedding;
using Triad.Inference.Hosting;
using Triad.Inference.Kinds.Fusion;
using Triad.Inference.Onnx;
using Triad.Inference.Packages;
using Triad.Inference.Scheduling;

namespace Triad.Inference.Tests.Fixtures;

/// <summary>A fusion package whose graphs note what they are run on.</summary>
internal sealed class WatchedPackage : IDisposable
{
    private readonly EmbeddingScheduler _scheduler = new(
        new SchedulingOptions(), 2, TimeProvider.System, NullLogger<EmbeddingScheduler>.Instance);
    private readonly LoadedPackage _loaded;
    private readonly FusionEmbedder _embedder;

    public WatchedPackage(string folder)
    {
        var problems = new List<PackageProblem>();
        var content = PackageReader.Create().Read(folder, problems, CancellationToken.None)
            ?? throw new InvalidDataException(string.Join(Environment.NewLine, problems));
        var plan = (FusionPlan)content.Plan;
        var sessions = new OnnxSessionFactory(new OnnxOptions());
        Graphs = plan.Manifest.Graphs.Keys.ToDictionary(
            graph => graph, graph => new WatchedGraph(sessions.Open(content, FusionGraphs.Describe(graph, plan.Manifest))));
        var graphs = Graphs.ToDictionary(graph => FusionGraphs.NameOf(graph.Key), graph => (IBatchStage)new GraphStage(graph.Value));
        _loaded = new LoadedPackage(content, graphs, _scheduler, new InferenceOptions());
        Package = plan.Assemble(_loaded);
        _embedder = new FusionEmbedder(Package);
    }

    public IReadOnlyDictionary<FusionGraph, WatchedGraph> Graphs { get; }

    public FusionManifest Manifest => Package.Manifest;

    public FusionPackage Package { get; }

    public ModelInfo Model => _embedder.Model;

    /// <summary>The graphs that were run at all.</summary>
    public IEnumerable<FusionGraph> Ran => Graphs.Where(graph => graph.Value.Batches.Count > 0).Select(graph => graph.Key).Order();

    public async Task<ItemEmbedding> EmbedAsync(EmbedItem item) =>
        (await _embedder.EmbedAsync(new EmbedRequest([item], EmbedPriority.Query), CancellationToken.None)).Value.Items[0];

    public void Dispose()
    {
        _loaded.Dispose();
        _scheduler.Dispose();
    }
}
