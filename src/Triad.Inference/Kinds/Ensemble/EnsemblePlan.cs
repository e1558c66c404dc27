using System.Security.Cryptography;
using System.Text;
using Triad.Core.Embedding;
using Triad.Inference.Packages;

namespace Triad.Inference.Kinds.Ensemble;

/// <summary>One ensemble: the packages inside of it and their embedder.</summary>
internal sealed class EnsemblePlan(ModelManifest package, EnsembleManifest manifest) : IPackagePlan
{
    private const int KeyDigits = 16;

    /// <inheritdoc/>
    public IReadOnlyList<string> Files => [];

    /// <inheritdoc/>
    public IReadOnlyList<string> Members => [.. package.Members.Keys];

    /// <inheritdoc/>
    public IReadOnlyList<PackageGraph> Graphs => [];

    /// <inheritdoc/>
    public void Open(PackageFiles files)
    {
        foreach (var (name, member) in files.Members)
            if (member.Manifest.Kind == EnsembleKind.KindName)
                files.Note(ModelManifest.FileName, $"{PackageMembers.Folder}.{name}", "is an ensemble itself", "Give its members one by one.");
    }

    /// <inheritdoc/>
    public Task<IEmbedder?> BuildAsync(LoadedPackage opened, List<PackageProblem> problems, CancellationToken cancellationToken)
    {
        List<EnsembleMember> members =
            [.. opened.Members.Select(member => new EnsembleMember(member.Key, member.Value.Embedder!, manifest.Weights[member.Key]))];
        var shape = EnsembleShape.Of(members, manifest, opened.Options.LongestMedia, problems);
        return Task.FromResult<IEmbedder?>(shape is null
            ? null
            : new EnsembleEmbedder(
                opened.Manifest.Id, opened.Space, opened.Options.MaxTokensPerItem, members, shape, FrontEndKey(members)));
    }

    // Derived data lies under this key: it stays as it is.
    private static string FrontEndKey(IEnumerable<EnsembleMember> members) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join(';', members.Select(member => $"{member.Name}={member.Model.FrontEndKey}")))))[..KeyDigits];
}
