using Triad.Core.Embedding;
using Triad.Inference.Kinds;
using Triad.Inference.Packages;

namespace Triad.Inference.Tests.Fixtures;

/// <summary>A kind of packages that the tests alone have: it embeds with the first of the packages inside of it.</summary>
internal sealed class HolderKind : IPackageKind
{
    public string Name => "holder";

    public IPackagePlan Read(ManifestObject root, ModelManifest manifest) => new Plan(root.Texts("uses"));

    private sealed record Plan(IReadOnlyList<string> Members) : IPackagePlan
    {
        public IReadOnlyList<string> Files => [];

        public IReadOnlyList<PackageGraph> Graphs => [];

        public void Open(PackageFiles files)
        {
            if (files.Members[Members[0]].Manifest.Id == "unwanted")
                files.Note("model.json", "uses", "is unwanted", "Use another.");
        }

        public Task<IEmbedder?> BuildAsync(LoadedPackage package, List<PackageProblem> problems, CancellationToken cancellationToken) =>
            Task.FromResult(package.Members[Members[0]].Embedder);
    }
}
