using System.Security.Cryptography;
using System.Text;
using Triad.Core.Embedding;
using Triad.Inference.Packages;
using Triad.Inference.Text;

namespace Triad.Inference.Kinds.Text;

/// <summary>One text package: its graph, its tokenizer and its embedder.</summary>
internal sealed class TextPlan(ModelManifest package, TextManifest manifest) : IPackagePlan
{
    private const int KeyDigits = 16;

    private ITokenizer? _tokenizer;

    /// <summary>What model.json says of the kind.</summary>
    public TextManifest Manifest => manifest;

    /// <inheritdoc/>
    public IReadOnlyList<string> Files => [manifest.Graph, .. manifest.Tokenizer?.Files ?? []];

    /// <inheritdoc/>
    public IReadOnlyList<PackageGraph> Graphs => [TextGraph.Describe(manifest)];

    /// <inheritdoc/>
    public void Open(PackageFiles files) => _tokenizer = manifest.Tokenizer?.Open(files);

    /// <inheritdoc/>
    public Task<IEmbedder?> BuildAsync(LoadedPackage opened, List<PackageProblem> problems, CancellationToken cancellationToken) =>
        Task.FromResult<IEmbedder?>(new TextEmbedder(opened, manifest, _tokenizer!, FrontEndKey()));

    // Derived data lies under this key: it stays as it is.
    private string FrontEndKey()
    {
        var hashes = string.Join(';', Files.Select(file => package.Sha256[file]));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{hashes}|{manifest.Tokenizer?.Key}")))[..KeyDigits];
    }
}
