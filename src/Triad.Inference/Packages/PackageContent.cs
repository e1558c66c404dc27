using Triad.Core.Identity;
using Triad.Inference.Kinds;

namespace Triad.Inference.Packages;

/// <summary>A package whose files were read and checked, not yet run.</summary>
/// <param name="Folder">The package's folder.</param>
/// <param name="Manifest">What all packages have of its manifest.</param>
/// <param name="Plan">What its kind makes of it.</param>
/// <param name="Space">The space of its vectors: id and the start of the manifest's SHA-256.</param>
/// <param name="Graphs">The graph files as they were hashed, so that nothing else is run than what was checked.</param>
/// <param name="ExternalWeights">Graphs whose weights lie in further files: these must be opened by path.</param>
internal sealed record PackageContent(
    string Folder,
    ModelManifest Manifest,
    IPackagePlan Plan,
    SpaceId Space,
    IReadOnlyDictionary<string, byte[]> Graphs,
    IReadOnlySet<string> ExternalWeights)
{
    /// <summary>The packages inside of it, by name.</summary>
    public IReadOnlyDictionary<string, PackageContent> Members { get; init; } = new Dictionary<string, PackageContent>();
}
