using Triad.Inference.Packages;
using Triad.Inference.PlugIns;
using Triad.Inference.Text;

namespace Triad.Inference.Kinds.Staged;

/// <summary>
/// The kind <c>staged</c>: eight graphs, one after the other, embed sound, picture and both, each into a space of its own; a text, and a text with
/// sound or frames, has a head for each of them (PE-AV, Vyas et al. 2025).
/// </summary>
internal sealed class StagedKind(PlugIns<ITokenizerKind> tokenizers) : IPackageKind
{
    /// <summary>The name.</summary>
    public const string KindName = "staged";

    /// <inheritdoc/>
    public string Name => KindName;

    /// <inheritdoc/>
    public IPackagePlan Read(ManifestObject root, ModelManifest manifest) => new StagedPlan(manifest, StagedManifestReader.Read(root, tokenizers));
}
