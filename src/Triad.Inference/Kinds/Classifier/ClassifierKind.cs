using Triad.Inference.Classes;
using Triad.Inference.Packages;
using Triad.Inference.PlugIns;
using Triad.Inference.Sound;

namespace Triad.Inference.Kinds.Classifier;

/// <summary>
/// The kind <c>classifier</c>: a graph that gives pictures or sounds a score a class. It stores no vectors by itself: a package of the kind
/// concept holds one and makes it searchable by words.
/// </summary>
internal sealed class ClassifierKind(PlugIns<ISoundInputKind> sounds) : IPackageKind
{
    /// <summary>The name.</summary>
    public const string KindName = IClassifier.Kind;

    /// <inheritdoc/>
    public string Name => KindName;

    /// <inheritdoc/>
    public IPackagePlan Read(ManifestObject root, ModelManifest manifest) =>
        new ClassifierPlan(manifest, ClassifierManifestReader.Read(root, sounds));
}
