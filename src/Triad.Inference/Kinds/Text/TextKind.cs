using Triad.Inference.Packages;
using Triad.Inference.PlugIns;
using Triad.Inference.Text;

namespace Triad.Inference.Kinds.Text;

/// <summary>The kind <c>text</c>: a sentence encoder. Segments are found by their captions and transcripts.</summary>
internal sealed class TextKind(PlugIns<ITokenizerKind> tokenizers) : IPackageKind
{
    /// <inheritdoc/>
    public string Name => "text";

    /// <inheritdoc/>
    public IPackagePlan Read(ManifestObject root, ModelManifest manifest) =>
        new TextPlan(manifest, TextManifestReader.Read(root, tokenizers));
}
