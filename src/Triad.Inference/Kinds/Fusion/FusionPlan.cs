using System.Security.Cryptography;
using System.Text;
using Triad.Core.Embedding;
using Triad.Core.LongInput;
using Triad.Inference.Embedding;
using Triad.Inference.Onnx;
using Triad.Inference.Packages;
using Triad.Inference.Text;

namespace Triad.Inference.Kinds.Fusion;

/// <summary>One fusion package: its graphs, its files and its embedder.</summary>
internal sealed class FusionPlan(ModelManifest package, FusionManifest manifest) : IPackagePlan, IReplayable
{
    private const int KeyDigits = 16;

    private ITokenizer? _tokenizer;
    private PcaProjection? _pca;

    /// <summary>What model.json says of the kind.</summary>
    public FusionManifest Manifest => manifest;

    /// <inheritdoc/>
    public IReadOnlyList<string> Files =>
        [.. manifest.Graphs.Values, .. manifest.Text?.Files ?? [], .. new[] { manifest.Masking, manifest.Pca?.File }.OfType<string>()];

    /// <inheritdoc/>
    public IReadOnlyList<PackageGraph> Graphs => [.. manifest.Graphs.Keys.Select(graph => FusionGraphs.Describe(graph, manifest))];

    /// <inheritdoc/>
    public void Open(PackageFiles files)
    {
        _tokenizer = manifest.Text?.Open(files);
        _pca = manifest.Pca is { } settings ? ReadPca(settings, files) : null;
    }

    /// <inheritdoc/>
    public Task<IEmbedder?> BuildAsync(LoadedPackage opened, List<PackageProblem> problems, CancellationToken cancellationToken)
    {
        var most = opened.Options.MaxTokensPerItem;
        if (manifest.LongInput.MaxTokens <= most)
            return Task.FromResult<IEmbedder?>(new FusionEmbedder(Assemble(opened)));
        problems.Add(
            new PackageProblem(
                ModelManifest.FileName,
                "long_input.max_tokens",
                $"is {manifest.LongInput.MaxTokens}, more than {TokenCollector.Limit}, which is {most}",
                "Lower it, or raise the setting."));
        return Task.FromResult<IEmbedder?>(null);
    }

    /// <inheritdoc/>
    public IReplay Replay(PackageContent content, OnnxSessionFactory sessions, IReadOnlyDictionary<string, StoredArray> inputs) =>
        new FusionReplay(new StoredRun(manifest, content, sessions, inputs));

    /// <summary>The package with its front-ends.</summary>
    public FusionPackage Assemble(LoadedPackage opened) => new(opened, manifest, _tokenizer, _pca, FrontEndKey());

    private PcaProjection? ReadPca(PcaSettings settings, PackageFiles files)
    {
        if (files.Read(settings.File) is not { } bytes)
            return null;
        var problem = PcaProjection.TryRead(bytes, manifest.EmbeddingSize, settings.Dimensions, out var projection);
        if (problem is not null)
            files.Note(settings.File, "pca", problem, "Fit it anew: python3 -m training.pca.");
        return projection;
    }

    // Settings are records of plain values, whose text form names every one of them. Derived data lies under this key: it stays as it is.
    private string FrontEndKey()
    {
        var backbones = manifest.Graphs.Where(graph => graph.Key != FusionGraph.Fusion).OrderBy(graph => graph.Key)
            .Select(graph => $"{graph.Key}:{package.Sha256[graph.Value]}");
        var video = manifest.Video is { } v
            ? FormattableString.Invariant(
                $"{v.FrameRate};{v.FramesPerToken};{v.Width};{v.Height};{string.Join(',', v.Mean)};{string.Join(',', v.Std)}")
            : "";
        var words = string.Concat((manifest.Text?.Files ?? []).Select(file => package.Sha256[file]));
        var settings = FormattableString.Invariant($"{string.Join(';', backbones)}|{manifest.Text?.Key}|{words}|{video}|{manifest.Audio}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(settings)))[..KeyDigits];
    }
}
