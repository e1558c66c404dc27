using System.Security.Cryptography;
using System.Text;
using Triad.Core.Embedding;
using Triad.Inference.Packages;
using Triad.Inference.Text;

namespace Triad.Inference.Kinds.Staged;

/// <summary>What a package of the kind <c>staged</c> needs, and the embedder that comes of it.</summary>
internal sealed class StagedPlan(ModelManifest package, StagedManifest manifest) : IPackagePlan
{
    private const int KeyDigits = 16;

    private ITokenizer? _tokenizer;

    /// <inheritdoc/>
    public IReadOnlyList<string> Files => [.. manifest.Graphs.Values.Select(graph => graph.File), .. manifest.Tokenizer?.Files ?? []];

    /// <inheritdoc/>
    public IReadOnlyList<PackageGraph> Graphs => StagedGraphs.Describe(manifest);

    /// <inheritdoc/>
    public void Open(PackageFiles files) => _tokenizer = manifest.Tokenizer?.Open(files);

    /// <inheritdoc/>
    public Task<IEmbedder?> BuildAsync(LoadedPackage opened, List<PackageProblem> problems, CancellationToken cancellationToken) =>
        Task.FromResult<IEmbedder?>(new StagedEmbedder(opened, manifest, _tokenizer!, FrontEndKey()));

    // Derived data lies under this key: it stays as it is.
    private string FrontEndKey()
    {
        var graphs = string.Join('|', ((string[])[StagedGraphs.Frame, StagedGraphs.Codec]).Select(name => package.Sha256[manifest.Graphs[name].File]));
        var settings = FormattableString.Invariant($"{manifest.Pictures!.Key}|{manifest.SampleRate}|{manifest.SamplesPerTick}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{graphs}|{settings}")))[..KeyDigits];
    }
}
