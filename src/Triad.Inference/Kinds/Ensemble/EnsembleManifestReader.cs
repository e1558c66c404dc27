using Triad.Core.Identity;
using Triad.Core.Modality;
using Triad.Core.Scores;
using Triad.Inference.Packages;

namespace Triad.Inference.Kinds.Ensemble;

/// <summary>Reads what model.json says of a package of the kind <c>ensemble</c>.</summary>
internal static class EnsembleManifestReader
{
    /// <summary>The field of the weights.</summary>
    public const string Weights = "weights";

    /// <summary>The field of the priors.</summary>
    public const string Priors = "priors";

    /// <summary>The field that says whether names are read.</summary>
    public const string ReadsNames = "reads_names";

    /// <summary>The field of the segments' length.</summary>
    public const string SegmentSeconds = "segment_seconds";

    /// <summary>Smallest and largest weight.</summary>
    public const double LeastWeight = 0.001;

    /// <summary>Largest weight.</summary>
    public const double MostWeight = 1000;

    /// <summary>Reads the kind's fields; what is wrong is noted there.</summary>
    public static EnsembleManifest Read(ManifestObject root, ModelManifest manifest)
    {
        if (manifest.Members.Count < 2)
            root.Note(PackageMembers.Folder, $"has {manifest.Members.Count} packages", "Make an ensemble of at least two.");
        return new EnsembleManifest(
            root.Number(SegmentSeconds, 0.5, 3600), root.Truth(ReadsNames), ReadWeights(root.Object(Weights), manifest), ReadPriors(root));
    }

    private static Dictionary<string, double> ReadWeights(ManifestObject? section, ModelManifest manifest)
    {
        var weights = new Dictionary<string, double>(StringComparer.Ordinal);
        if (section is null)
            return weights;
        foreach (var member in manifest.Members.Keys)
            weights[member] = section.Number(member, LeastWeight, MostWeight);
        section.Close();
        return weights;
    }

    private static Dictionary<RepresentationName, IReadOnlyDictionary<Modalities, ScorePrior>> ReadPriors(ManifestObject root)
    {
        var priors = new Dictionary<RepresentationName, IReadOnlyDictionary<Modalities, ScorePrior>>();
        var section = root.Names.Contains(Priors) ? root.Object(Priors) : null;
        foreach (var name in section?.Names.ToArray() ?? [])
        {
            if (section!.Object(name) is not { } kinds)
                continue;
            if (RepresentationName.Parse(name) is { IsOk: true } representation)
                priors[representation.Value] = ReadKinds(kinds);
            else
                section.Note(name, "is no name of a representation", "Name it as member.representation, such as clip.v.");
        }

        section?.Close();
        return priors;
    }

    private static Dictionary<Modalities, ScorePrior> ReadKinds(ManifestObject kinds)
    {
        var priors = new Dictionary<Modalities, ScorePrior>();
        foreach (var kind in kinds.Names.ToArray())
        {
            var numbers = kinds.Numbers(kind, 2, -1, 2);
            if (ModalitiesExtensions.FromName(kind) is not (var mask and not Modalities.None))
                kinds.Note(kind, "is no kind of query", "Use t, v, a, tv, ta, va or tva.");
            else if (numbers[1] > 0)
                priors[mask] = new ScorePrior(numbers[0], numbers[1]);
            else
                kinds.Note(kind, "has no deviation above 0", "Give the mean and the standard deviation of scores.");
        }

        kinds.Close();
        return priors;
    }
}
