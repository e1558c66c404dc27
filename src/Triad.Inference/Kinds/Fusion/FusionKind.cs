using Triad.Inference.Packages;
using Triad.Inference.PlugIns;
using Triad.Inference.Text;

namespace Triad.Inference.Kinds.Fusion;

/// <summary>
/// The kind <c>fusion</c>: each modality has a graph that makes tokens, and one transformer embeds any subset of them into one space
/// (Everything at Once, CVPR 2022).
/// </summary>
internal sealed class FusionKind(PlugIns<ITokenizerKind> tokenizers) : IPackageKind
{
    /// <inheritdoc/>
    public string Name => "fusion";

    /// <inheritdoc/>
    public IPackagePlan Read(ManifestObject root, ModelManifest manifest) => new FusionPlan(manifest, FusionManifestReader.Read(root, tokenizers));
}
