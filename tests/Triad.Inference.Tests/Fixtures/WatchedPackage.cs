using Microsoft.Extensions.Logging.Abstractions;
using Triad.Core.Embedding;
using Triad.Inference.Embedding;
using Triad.Inference.Hosting;
using Triad.Inference.Onnx;
using Triad.Inference.Packages;
using Triad.Inference.Scheduling;

namespace Triad.Inference.Tests.Fixtures;

/// <summary>A package whose graphs note what they are run on.</summary>
internal sealed class WatchedPackage : IDisposable
{
    private readonly EmbeddingScheduler _scheduler = new(
        new SchedulingOptions(), 2, TimeProvider.System, NullLogger<EmbeddingScheduler>.Instance);
    private readonly FusionEmbedder _embedder;

    public WatchedPackage(string folder)
    {
        var problems = new List<PackageProblem>();
        var content = PackageReader.Read(folder, problems, CancellationToken.None)
            ?? throw new InvalidDataException(string.Join(Environment.NewLine, problems));
        var sessions = new OnnxSessionFactory(new OnnxOptions());
        Graphs = content.Manifest.Graphs.Keys.ToDictionary(role => role, role => new WatchedGraph(sessions.Open(content, role)));
        var graphs = Graphs.ToDictionary(graph => graph.Key, graph => (IBatchGraph)graph.Value);
        _embedder = new FusionEmbedder(new LoadedPackage(content, graphs, _scheduler, new InferenceOptions()), _scheduler, 2048);
    }

    public IReadOnlyDictionary<GraphRole, WatchedGraph> Graphs { get; }

    public ModelManifest Manifest => _embedder.Package.Manifest;

    public LoadedPackage Package => _embedder.Package;

    public ModelInfo Model => _embedder.Model;

    /// <summary>The graphs that were run at all.</summary>
    public IEnumerable<GraphRole> Ran => Graphs.Where(graph => graph.Value.Batches.Count > 0).Select(graph => graph.Key).Order();

    public async Task<ItemEmbedding> EmbedAsync(EmbedItem item) =>
        (await _embedder.EmbedAsync(new EmbedRequest([item], EmbedPriority.Query), CancellationToken.None)).Value.Items[0];

    public void Dispose()
    {
        _embedder.Dispose();
        _scheduler.Dispose();
    }
}
