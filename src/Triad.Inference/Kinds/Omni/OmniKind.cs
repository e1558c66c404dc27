using Triad.Inference.Packages;
using Triad.Inference.PlugIns;
using Triad.Inference.Text;

namespace Triad.Inference.Kinds.Omni;

/// <summary>
/// The kind <c>omni</c>: one transformer embeds any mix of text, pictures, frames and sound into one vector. Encoders of their own make
/// soft tokens of pictures and sound first, which take the places of placeholders among the ids of the text. EmbeddingGemma 2 has this
/// shape.
/// </summary>
internal sealed class OmniKind(PlugIns<ITokenizerKind> tokenizers) : IPackageKind
{
    /// <summary>The name.</summary>
    public const string KindName = "omni";

    /// <inheritdoc/>
    public string Name => KindName;

    /// <inheritdoc/>
    public IPackagePlan Read(ManifestObject root, ModelManifest manifest) =>
        new OmniPlan(manifest, OmniManifestReader.Read(root, tokenizers));
}
