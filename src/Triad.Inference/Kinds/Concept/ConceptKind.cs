using Triad.Inference.Packages;

namespace Triad.Inference.Kinds.Concept;

/// <summary>
/// The kind <c>concept</c>: a classifier and a text encoder. What the classifier sees or hears gets a vector among the texts, so that words
/// find it (ConSE, Norouzi et al. 2014).
/// </summary>
internal sealed class ConceptKind : IPackageKind
{
    /// <summary>The name.</summary>
    public const string KindName = "concept";

    /// <inheritdoc/>
    public string Name => KindName;

    /// <inheritdoc/>
    public IPackagePlan Read(ManifestObject root, ModelManifest manifest) => new ConceptPlan(ConceptManifestReader.Read(root));
}
