using Triad.Core.Embedding;
using Triad.Core.Identity;
using Triad.Core.Media;
using Triad.Core.Modality;
using Triad.Core.Scores;
using Triad.Inference.Packages;

namespace Triad.Inference.Kinds.Ensemble;

/// <summary>What an ensemble is, made of its members: what it stores, who can ask that, and how media is decoded for all of them.</summary>
/// <param name="Representations">What it stores.</param>
/// <param name="Decode">How media is decoded.</param>
/// <param name="ReadsNames">True where a video's name is text for the members of words.</param>
internal sealed record EnsembleShape(IReadOnlyList<EnsembleRepresentation> Representations, DecodeSettings Decode, bool ReadsNames)
{
    // As the platform takes targets of one search.
    private const int MostRepresentations = 16;

    /// <summary>Puts members together.</summary>
    /// <returns>The shape; or null and at least one problem.</returns>
    public static EnsembleShape? Of(
        IReadOnlyList<EnsembleMember> members, EnsembleManifest manifest, TimeSpan longestMedia, List<PackageProblem> problems)
    {
        var before = problems.Count;
        foreach (var member in members.Where(member => member.Model.Rerank is not null))
            Note(
                problems, $"{PackageMembers.Folder}.{member.Name}", "orders its hits again, which the sum of several members' scores does not",
                "Take the field rerank out of its model.json, or serve it alone.");
        var all = members.SelectMany(member => RepresentationsOf(member, problems)).ToList();
        if (all.Count > MostRepresentations)
            Note(problems, PackageMembers.Folder, $"store {all.Count} representations together, more than {MostRepresentations}", "Leave a member out.");
        var decode = EnsembleDecode.Of(members, manifest.SegmentSeconds, longestMedia, problems);
        foreach (var name in manifest.Priors.Keys.Where(name => all.TrueForAll(one => one.Info.Name != name)))
            Note(problems, $"{EnsembleManifestReader.Priors}.{name}", "is not stored by any member", $"Use {string.Join(", ", all.Select(one => one.Info.Name))}.");
        if (problems.Count > before || decode is null)
            return null;
        var readsNames = manifest.ReadsNames && all.Exists(one => one.Info.Mask == Modalities.Text);
        return new EnsembleShape([.. all.Select(one => one with { Info = InfoOf(one, all, manifest) })], decode, readsNames);
    }

    /// <summary>The representation that a query's part asks in place of one: itself, or one of another member that means the same by its vectors.</summary>
    public EnsembleRepresentation? AskedFor(EnsembleRepresentation wanted, Modalities query) =>
        EnsembleMember.Takes(wanted.Own, query) ? wanted : Representations.FirstOrDefault(other => IsLike(wanted, other) && EnsembleMember.Takes(other.Own, query));

    private static IEnumerable<EnsembleRepresentation> RepresentationsOf(EnsembleMember member, List<PackageProblem> problems)
    {
        var found = false;
        foreach (var own in member.Representations)
        {
            found = true;
            if (RepresentationName.Parse($"{member.Name}.{own.Name}") is not { IsOk: true } name)
            {
                Note(problems, $"{PackageMembers.Folder}.{member.Name}", $"stores '{own.Name}', which with its name before it is too long", "Give it a shorter name.");
                continue;
            }

            // What a package calls comparable is so within it; a space names its content, wherever it is.
            var kind = own.ComparableAs.Contains('@', StringComparison.Ordinal) ? own.ComparableAs : $"{member.Name}/{own.ComparableAs}";
            yield return new EnsembleRepresentation(own with { Name = name.Value, ComparableAs = kind }, member, own);
        }

        if (!found)
            Note(problems, $"{PackageMembers.Folder}.{member.Name}", "stores no vector of a fixed name", "Use a package that stores t, v or a, not a full one alone.");
    }

    private static RepresentationInfo InfoOf(EnsembleRepresentation one, List<EnsembleRepresentation> all, EnsembleManifest manifest) => one.Info with
    {
        Weight = one.Member.Weight,
        Queries = all.Where(other => IsLike(one, other)).Aggregate(one.Own.Queries, (queries, other) => queries | other.Own.Queries),
        Priors = manifest.Priors.GetValueOrDefault(one.Info.Name) ?? new Dictionary<Modalities, ScorePrior>(),
        Heads = [.. one.Own.Heads.Select(head => head with { Name = $"{one.Member.Name}.{head.Name}" })],
    };

    private static bool IsLike(EnsembleRepresentation one, EnsembleRepresentation other) =>
        one.Info.ComparableAs == other.Info.ComparableAs && one.Info.Dimension == other.Info.Dimension && one.Own.Heads.Count + other.Own.Heads.Count == 0;

    private static void Note(List<PackageProblem> problems, string field, string message, string remedy) =>
        problems.Add(new PackageProblem(ModelManifest.FileName, field, message, remedy));
}
