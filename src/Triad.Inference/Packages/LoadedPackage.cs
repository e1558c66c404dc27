using Triad.Core.Embedding;
using Triad.Core.Identity;
using Triad.Inference.Hosting;
using Triad.Inference.Scheduling;

namespace Triad.Inference.Packages;

/// <summary>A package whose graphs are open, as lanes of the scheduler: what a kind builds its embedder from.</summary>
internal sealed class LoadedPackage : IDisposable
{
    public LoadedPackage(
        PackageContent content, IReadOnlyDictionary<string, IBatchStage> stages, EmbeddingScheduler scheduler, InferenceOptions options)
    {
        (Manifest, Space, Scheduler, Options) = (content.Manifest, content.Space, scheduler, options);
        Lanes = stages.ToDictionary(stage => stage.Key, stage => scheduler.Add(stage.Value), StringComparer.Ordinal);
    }

    /// <summary>What all packages have of model.json.</summary>
    public ModelManifest Manifest { get; }

    /// <summary>The space of its vectors.</summary>
    public SpaceId Space { get; }

    /// <summary>What runs the graphs: one for all packages of the process.</summary>
    public EmbeddingScheduler Scheduler { get; }

    /// <summary>The platform's settings.</summary>
    public InferenceOptions Options { get; }

    /// <summary>The lanes of the graphs, by the names that the kind gave them.</summary>
    public IReadOnlyDictionary<string, GraphLane> Lanes { get; }

    /// <summary>The packages inside of it, each with its embedder, by name. They live as long as it.</summary>
    public IReadOnlyDictionary<string, LoadedPackage> Members { get; init; } = new Dictionary<string, LoadedPackage>();

    /// <summary>What the kind has built; null until then.</summary>
    public IEmbedder? Embedder { get; set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        (Embedder as IDisposable)?.Dispose();
        foreach (var lane in Lanes.Values)
            Scheduler.Remove(lane);
        foreach (var lane in Lanes.Values)
            lane.Stage.Dispose();
        foreach (var member in Members.Values)
            member.Dispose();
    }
}
