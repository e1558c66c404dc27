using Triad.Core.Embedding;
using Triad.Inference.Packages;

namespace Triad.Inference.Kinds;

/// <summary>
/// What a kind makes of one package. The platform then does what is the same for all: it hashes the files, compares the graphs with their
/// signatures before native code sees them, opens and tries them, and hands them back as lanes of the scheduler.
/// </summary>
internal interface IPackagePlan
{
    /// <summary>The files that the package uses, those of its graphs too: each must have its hash in model.json.</summary>
    IReadOnlyList<string> Files { get; }

    /// <summary>The names of the packages inside of it that the kind uses. They are read, opened and built before it.</summary>
    IReadOnlyList<string> Members => [];

    /// <summary>The graphs that the platform opens; none where the kind computes elsewhere. Asked for only where nothing is wrong so far.</summary>
    IReadOnlyList<PackageGraph> Graphs { get; }

    /// <summary>Reads and checks the files that are no graphs, and whether members fit. What is wrong is noted there.</summary>
    void Open(PackageFiles files);

    /// <summary>Builds the embedder from the opened package.</summary>
    /// <param name="package">The package; the embedder lives as long as it.</param>
    /// <param name="problems">Receives what is wrong.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    /// <returns>The embedder; or null and at least one problem.</returns>
    Task<IEmbedder?> BuildAsync(LoadedPackage package, List<PackageProblem> problems, CancellationToken cancellationToken);
}
