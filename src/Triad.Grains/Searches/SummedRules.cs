using System.Collections.Immutable;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Modality;
using Triad.Core.Scores;
using Triad.Grains.Abstractions.Searches;

namespace Triad.Grains.Searches;

/// <summary>
/// What each representation of a model that sums scores is asked with, pure: of every part what it can take, and nothing of the others.
/// </summary>
internal static class SummedRules
{
    /// <summary>Whether a representation is asked with a part.</summary>
    public static bool Takes(RepresentationInfo representation, EmbedPart part) => representation.Heads.Count > 0
        ? representation.HeadOf(part.Mask) is not null
        : (representation.Queries & part.Mask) != Modalities.None;

    /// <summary>Whether a representation is asked with a vector.</summary>
    public static bool Takes(RepresentationInfo representation, VectorTerm vector, ModelInfo model) => vector switch
    {
        { Stored: { } own, IsNamed: false } when representation.Heads.Count == 0 => own == representation.Name,
        { Stored: { } own } => model.Find(own) is { } stored && representation.IsAskedBy(stored),
        _ => vector.Term.Embedding.Vector.Length == representation.Dimension,
    };

    /// <summary>
    /// Those that are asked: all of the targets where they are named, else those that can be; at least one, and for each part at least one.
    /// </summary>
    public static Result<ImmutableArray<RepresentationInfo>> AskedOf(
        ImmutableArray<RepresentationInfo> targets,
        QueryTerms query,
        ModelInfo model,
        bool areNamed)
    {
        foreach (var vector in query.Vectors.Where(vector => vector.Stored is null))
        {
            var kinds = targets.Where(target => Takes(target, vector, model)).Select(target => target.ComparableAs).Distinct().ToList();
            if (kinds.Count > 1)
                return CannotAsk(
                    Names(targets), "a vector that may be of several of them", "Name in options.representations those that the vector is for.");
        }

        var asked = targets.Where(target => IsAsked(target, query, model)).ToImmutableArray();
        if (areNamed && targets.Except(asked).FirstOrDefault() is { } not)
            return CannotAsk(not.Name.Value, What(query), $"Ask with {not.Queries.ToName()}, or leave the representation out.");
        if (asked.IsEmpty || !IsWholeTaken(asked, query, model))
            return CannotAsk(
                Names(targets), asked.IsEmpty ? What(query) : "one of the parts", "Leave the part out, or ask other representations.");
        return asked;
    }

    /// <summary>How much a representation counts: as the package says, times the share of the query's weights that it is asked with.</summary>
    /// <param name="representation">The representation.</param>
    /// <param name="query">The query.</param>
    /// <param name="model">The model.</param>
    /// <param name="calibration">What a cosine with the query means to the model, where it says so: it tells more than what holds for any query.</param>
    public static SummedLeg LegOf(RepresentationInfo representation, QueryTerms query, ModelInfo model, ScoreCalibration? calibration = null)
    {
        var parts = query.Parts.Select(entry => entry.Part).ToList();
        var taken = parts.Where(part => Takes(representation, part)).ToList();
        var vectors = query.Vectors.Where(vector => Takes(representation, vector, model)).ToList();
        var share = (taken.Sum(part => part.Weight) + Sum(vectors)) / (parts.Sum(part => part.Weight) + Sum(query.Vectors));
        var kind = taken.Aggregate(vectors.Count > 0 ? representation.Mask : Modalities.None, (mask, part) => mask | (part.Mask & representation.Queries));
        var prior = calibration?.Prior ?? representation.Priors.GetValueOrDefault(kind);
        return new SummedLeg(representation.Name, representation.Weight * share, prior.Mean, prior.Deviation);

        static double Sum(IEnumerable<VectorTerm> vectors) => vectors.DistinctBy(vector => vector.Part).Sum(vector => Math.Abs(vector.Term.Weight));
    }

    /// <summary>The scale of a leg by what was measured.</summary>
    public static ScoreScale ScaleOf(SummedLeg leg, ScoreMoments moments) =>
        ScoreScale.Of(moments, leg.PriorDeviation > 0 ? new ScorePrior(leg.PriorMean, leg.PriorDeviation) : null, leg.Weight);

    private static bool IsAsked(RepresentationInfo representation, QueryTerms query, ModelInfo model) =>
        query.Parts.Any(entry => Takes(representation, entry.Part)) || query.Vectors.Any(vector => Takes(representation, vector, model));

    private static bool IsWholeTaken(ImmutableArray<RepresentationInfo> asked, QueryTerms query, ModelInfo model) =>
        query.Parts.All(entry => asked.Any(target => Takes(target, entry.Part)))
        && query.Vectors.GroupBy(vector => vector.Part).All(part => part.Any(vector => asked.Any(target => Takes(target, vector, model))));

    private static string What(QueryTerms query) => query.Parts.IsEmpty ? "this vector" : query.Mask.ToName();

    private static string Names(ImmutableArray<RepresentationInfo> targets) => string.Join(", ", targets.Select(target => target.Name));

    private static Error CannotAsk(string names, string what, string remedy) =>
        Error.Of(ErrorReason.RepresentationUnavailable, "options.representations", names, $"cannot be asked with {what}", remedy);
}
