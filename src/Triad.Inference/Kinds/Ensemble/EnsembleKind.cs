using Triad.Inference.Packages;

namespace Triad.Inference.Kinds.Ensemble;

/// <summary>
/// The kind <c>ensemble</c>: several packages as one. Each keeps its vectors under its name, a query goes to those that can take its parts, and their
/// scores are made comparable and summed by the search (<see cref="Core.Scores.ScoreSum"/>).
/// </summary>
internal sealed class EnsembleKind : IPackageKind
{
    /// <summary>The name.</summary>
    public const string KindName = "ensemble";

    /// <inheritdoc/>
    public string Name => KindName;

    /// <inheritdoc/>
    public IPackagePlan Read(ManifestObject root, ModelManifest manifest) => new EnsemblePlan(manifest, EnsembleManifestReader.Read(root, manifest));
}
