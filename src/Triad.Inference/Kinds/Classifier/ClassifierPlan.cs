using System.Security.Cryptography;
using System.Text;
using Triad.Core.Embedding;
using Triad.Core.Modality;
using Triad.Inference.Classes;
using Triad.Inference.Packages;

namespace Triad.Inference.Kinds.Classifier;

/// <summary>One classifier: its graph and its labels.</summary>
internal sealed class ClassifierPlan(ModelManifest package, ClassifierManifest manifest) : IClassifierPlan
{
    private const int KeyDigits = 16;

    /// <summary>What model.json says of the kind.</summary>
    public ClassifierManifest Manifest => manifest;

    /// <inheritdoc/>
    public IReadOnlyList<ClassLabel> Labels { get; private set; } = [];

    /// <inheritdoc/>
    public Activation Activation => manifest.Activation;

    /// <inheritdoc/>
    public Modalities Scored => manifest.Scored;

    /// <inheritdoc/>
    public IReadOnlyList<string> Files => [manifest.Graph.File, manifest.Labels];

    /// <inheritdoc/>
    public IReadOnlyList<PackageGraph> Graphs => [ClassifierGraph.Describe(manifest)];

    /// <inheritdoc/>
    public void Open(PackageFiles files) => Labels = ClassLabels.Read(files, manifest.Labels, manifest.Classes);

    /// <inheritdoc/>
    public Task<IEmbedder?> BuildAsync(LoadedPackage opened, List<PackageProblem> problems, CancellationToken cancellationToken) =>
        Task.FromResult<IEmbedder?>(new ClassifierEmbedder(opened, manifest, Labels, FrontEndKey()));

    // Derived data lies under this key: it stays as it is.
    private string FrontEndKey() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{package.Sha256[manifest.Graph.File]}|{manifest.Pictures?.Key ?? manifest.Sound!.Key}")))[..KeyDigits];
}
