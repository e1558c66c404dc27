using Triad.Core.Identity;
using Triad.Inference.Embedding;

namespace Triad.Inference.Packages;

/// <summary>A package whose files were read and checked, not yet run.</summary>
/// <param name="Folder">The package's folder.</param>
/// <param name="Manifest">Its manifest.</param>
/// <param name="Space">The space of its vectors: id and the start of the manifest's SHA-256.</param>
/// <param name="FrontEndKey">Hash of the backbones and front-end settings.</param>
/// <param name="Graphs">The graph files as they were hashed, so that nothing else is run than what was checked.</param>
/// <param name="ExternalWeights">Graphs whose weights lie in further files: these must be opened by path.</param>
/// <param name="Vocabulary">The words of the vocabulary file; empty where the package has no text.</param>
/// <param name="Pca">What brings embeddings to fewer numbers; null where vectors are the embeddings themselves.</param>
internal sealed record PackageContent(
    string Folder,
    ModelManifest Manifest,
    SpaceId Space,
    string FrontEndKey,
    IReadOnlyDictionary<GraphRole, byte[]> Graphs,
    IReadOnlySet<GraphRole> ExternalWeights,
    IReadOnlyList<string> Vocabulary,
    PcaProjection? Pca);
