using System.Security.Cryptography;
using System.Text;
using Triad.Core.Embedding;
using Triad.Inference.Packages;
using Triad.Inference.Text;

namespace Triad.Inference.Kinds.DualEncoder;

/// <summary>One package of two towers: its graphs, its tokenizer and its embedder.</summary>
internal sealed class DualEncoderPlan(ModelManifest package, DualEncoderManifest manifest) : IPackagePlan
{
    private const int KeyDigits = 16;

    private ITokenizer? _tokenizer;

    /// <summary>What model.json says of the kind.</summary>
    public DualEncoderManifest Manifest => manifest;

    /// <inheritdoc/>
    public IReadOnlyList<string> Files => [manifest.Vision.File, manifest.Text.File, .. manifest.Tokenizer?.Files ?? []];

    /// <inheritdoc/>
    public IReadOnlyList<PackageGraph> Graphs => [DualEncoderGraphs.DescribeVision(manifest), DualEncoderGraphs.DescribeText(manifest)];

    /// <inheritdoc/>
    public void Open(PackageFiles files) => _tokenizer = manifest.Tokenizer?.Open(files);

    /// <inheritdoc/>
    public Task<IEmbedder?> BuildAsync(LoadedPackage opened, List<PackageProblem> problems, CancellationToken cancellationToken) =>
        Task.FromResult<IEmbedder?>(new DualEncoderEmbedder(opened, manifest, _tokenizer!, FrontEndKey()));

    // Derived data lies under this key: it stays as it is.
    private string FrontEndKey() => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{package.Sha256[manifest.Vision.File]}|{manifest.Pictures!.Key}")))[..KeyDigits];
}
