using Triad.Core.Embedding;
using Triad.Inference.Classes;
using Triad.Inference.Packages;

namespace Triad.Inference.Kinds.Concept;

/// <summary>One concept package: its two members and the vectors of the labels.</summary>
internal sealed class ConceptPlan(ConceptManifest manifest) : IPackagePlan
{
    /// <summary>The member that gives scores.</summary>
    public const string ClassifierMember = "classifier";

    /// <summary>The member that embeds texts.</summary>
    public const string TextMember = "text";

    /// <summary>The kind that it must have.</summary>
    public const string TextKind = "text";

    private ConceptVectors? _vectors;

    /// <summary>The vectors of the labels; null before they were read, or where they are not as they should be.</summary>
    public ConceptVectors? Vectors => _vectors;

    /// <inheritdoc/>
    public IReadOnlyList<string> Files => [manifest.File, manifest.Labels];

    /// <inheritdoc/>
    public IReadOnlyList<string> Members => [ClassifierMember, TextMember];

    /// <inheritdoc/>
    public IReadOnlyList<PackageGraph> Graphs => [];

    /// <inheritdoc/>
    public void Open(PackageFiles files)
    {
        Check(files, ClassifierMember, IClassifier.Kind);
        Check(files, TextMember, TextKind);
        if (files.Members[ClassifierMember].Plan is not IClassifierPlan { Labels.Count: var classes })
            return;
        ClassLabels.Read(files, manifest.Labels, classes);
        _vectors = ConceptVectors.Read(files, manifest.File, classes);
    }

    /// <inheritdoc/>
    public Task<IEmbedder?> BuildAsync(LoadedPackage package, List<PackageProblem> problems, CancellationToken cancellationToken)
    {
        var size = package.Members[TextMember].Embedder!.Model.Dimension;
        if (_vectors!.Size == size)
            return Task.FromResult<IEmbedder?>(new ConceptEmbedder(package, manifest, _vectors));
        problems.Add(new PackageProblem(
            manifest.File, "", $"has vectors of {_vectors.Size} numbers, and the text encoder gives {size}",
            "Make the package anew: triad model concept."));
        return Task.FromResult<IEmbedder?>(null);
    }

    private static void Check(PackageFiles files, string member, string kind)
    {
        var found = files.Members[member].Manifest.Kind;
        if (found != kind)
            files.Note(
                $"{PackageMembers.PathOf(member)}/{ModelManifest.FileName}", "kind", $"is '{found}', expected {kind}",
                $"Put a package of the kind {kind} there.");
    }
}
