using System.Security.Cryptography;
using System.Text;
using Triad.Core.Embedding;
using Triad.Inference.Packages;
using Triad.Inference.Text;

namespace Triad.Inference.Kinds.DualEncoder;

/// <summary>One package of towers: its graphs, its tokenizer and its embedder.</summary>
internal sealed class DualEncoderPlan(ModelManifest package, DualEncoderManifest manifest) : IPackagePlan
{
    private const int KeyDigits = 16;

    private ITokenizer? _tokenizer;

    /// <summary>What model.json says of the kind.</summary>
    public DualEncoderManifest Manifest => manifest;

    /// <inheritdoc/>
    public IReadOnlyList<string> Files =>
    [
        .. ((TowerGraph?[])[manifest.Vision, manifest.Hearing, manifest.Text]).OfType<TowerGraph>().Select(tower => tower.File),
        .. ((FrameHead?[])[manifest.Temporal, manifest.Rerank]).OfType<FrameHead>().Select(head => head.File),
        .. manifest.Tokenizer?.Files ?? [],
    ];

    /// <inheritdoc/>
    public IReadOnlyList<PackageGraph> Graphs => DualEncoderGraphs.Describe(manifest);

    /// <inheritdoc/>
    public void Open(PackageFiles files) => _tokenizer = manifest.Tokenizer?.Open(files);

    /// <inheritdoc/>
    public Task<IEmbedder?> BuildAsync(LoadedPackage opened, List<PackageProblem> problems, CancellationToken cancellationToken) =>
        Task.FromResult<IEmbedder?>(new DualEncoderEmbedder(opened, manifest, _tokenizer!, FrontEndKey()));

    // Derived data lies under this key: it stays as it is.
    private string FrontEndKey()
    {
        List<string> parts = [];
        if (manifest.Vision is { } vision)
            parts.Add($"{package.Sha256[vision.File]}|{manifest.Pictures!.Key}");
        if (manifest.Hearing is { } hearing)
            parts.Add($"{package.Sha256[hearing.File]}|{manifest.Sound!.Key}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('|', parts))))[..KeyDigits];
    }
}
