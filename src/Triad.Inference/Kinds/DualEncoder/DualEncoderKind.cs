using Triad.Inference.Packages;
using Triad.Inference.PlugIns;
using Triad.Inference.Sound;
using Triad.Inference.Text;

namespace Triad.Inference.Kinds.DualEncoder;

/// <summary>
/// The kind <c>dual-encoder</c>: one graph embeds pictures or sound and another one texts into the same space, as CLIP does (Radford et al.
/// 2021) and CLAP (Wu et al. 2023). A segment's vector is the mean of its frames' (CLIP4Clip's meanP, Luo et al. 2021), or of its windows
/// of sound.
/// </summary>
internal sealed class DualEncoderKind(PlugIns<ITokenizerKind> tokenizers, PlugIns<ISoundInputKind> sounds) : IPackageKind
{
    /// <summary>The name.</summary>
    public const string KindName = "dual-encoder";

    /// <inheritdoc/>
    public string Name => KindName;

    /// <inheritdoc/>
    public IPackagePlan Read(ManifestObject root, ModelManifest manifest) =>
        new DualEncoderPlan(manifest, DualEncoderManifestReader.Read(root, tokenizers, sounds));
}
