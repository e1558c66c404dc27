using System.Security.Cryptography;
using System.Text;
using Triad.Core.Embedding;
using Triad.Core.Modality;
using Triad.Inference.Packages;
using Triad.Inference.Text;

namespace Triad.Inference.Kinds.Omni;

/// <summary>One omni package: its graphs, its tokenizer and its embedder.</summary>
internal sealed class OmniPlan(ModelManifest package, OmniManifest manifest) : IPackagePlan
{
    private const int KeyDigits = 16;

    private ITokenizer? _tokenizer;

    /// <summary>What model.json says of the kind.</summary>
    public OmniManifest Manifest => manifest;

    /// <inheritdoc/>
    public IReadOnlyList<string> Files => [.. manifest.Graphs.Values.Select(graph => graph.File), .. manifest.Tokenizer?.Files ?? []];

    /// <inheritdoc/>
    public IReadOnlyList<PackageGraph> Graphs =>
        [.. manifest.Graphs.Keys.Order().Select(modality => OmniGraphs.Describe(modality, manifest))];

    /// <inheritdoc/>
    public void Open(PackageFiles files) => _tokenizer = manifest.Tokenizer?.Open(files);

    /// <inheritdoc/>
    public Task<IEmbedder?> BuildAsync(LoadedPackage opened, List<PackageProblem> problems, CancellationToken cancellationToken) =>
        Task.FromResult<IEmbedder?>(new OmniEmbedder(opened, manifest, _tokenizer!, FrontEndKey()));

    // Soft tokens that are kept lie under this key, of the encoders and what comes before them: it stays as it is.
    private string FrontEndKey()
    {
        var hashes = manifest.Graphs.Where(graph => graph.Key != Modalities.Text).OrderBy(graph => graph.Key)
            .Select(graph => package.Sha256[graph.Value.File]);
        var all = $"{string.Join(';', hashes)}|{manifest.Pictures?.Key}|{manifest.Sound?.Key};{manifest.SoundTokens}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)))[..KeyDigits];
    }
}
