using System.Collections.Immutable;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Modality;
using Triad.Grains.Abstractions.Searches;

namespace Triad.Grains.Searches;

/// <summary>What a query must be, whatever the model.</summary>
internal static class QueryRules
{
    public static Error? Check(SearchQuery query)
    {
        if (query.Parts.IsEmpty)
            return new Error(ErrorReason.QueryEmpty, "query.parts is empty. Ask with at least one part.", "query.parts", null, "Ask with at least one part.");
        for (var i = 0; i < query.Parts.Length; i++)
        {
            if (QueryWeight.Check(query.Parts[i].Weight, $"query.parts[{i}].weight") is { } problem)
                return problem;
        }

        return query.Parts.Any(part => part.Weight > 0)
            ? null
            : new Error(ErrorReason.QueryContradictory, "query.parts have negative weights only: there is nothing to look for.", "query.parts", null, "Give at least one part a positive weight.");
    }

    /// <summary>
    /// The representations of a model that a search asks: those that it names, or the usual one, or all where it sums
    /// scores. An error where no segment can have one.
    /// </summary>
    public static Result<ImmutableArray<RepresentationInfo>> TargetsOf(ImmutableArray<RepresentationName> targets, ModelInfo model)
    {
        if (targets.IsEmpty && model.SumsScores)
            return model.Representations.ToImmutableArray();
        var found = ImmutableArray.CreateBuilder<RepresentationInfo>();
        foreach (var target in targets.Distinct().DefaultIfEmpty(model.Usual))
        {
            if (model.Find(target) is not { } representation)
            {
                return Error.Of(
                    ErrorReason.RepresentationUnavailable, "options.representations", target, $"is not stored by the model {model.Package}",
                    model.StoreFull
                        ? $"Use one of: {Names(model.Stored)}, or leave it out for each segment's full one."
                        : $"Use one of: {string.Join(", ", model.Representations.Select(stored => stored.Name))}.");
            }

            found.Add(representation);
        }

        return model.SumsScores || found.Select(representation => representation.ComparableAs).Distinct().Count() == 1
            ? found.ToImmutable()
            : Error.Of(
                ErrorReason.RepresentationUnavailable, "options.representations", string.Join(", ", targets), "have scores that cannot be compared",
                "Ask one of them, or those that hold vectors of one kind.");
    }

    /// <summary>Why a query cannot be compared with a representation; null where it can.</summary>
    public static Error? CheckAsked(RepresentationInfo representation, QueryTerms query, ModelInfo model)
    {
        if (!representation.Queries.Contains(query.Mask))
            return CannotAsk(representation, query.Mask.ToName(), $"Ask with {representation.Queries.ToName()}, or ask another representation.");
        foreach (var (_, term, stored, _) in query.Vectors)
        {
            if (term.Embedding.Vector.Length != representation.Dimension)
                return CannotAsk(representation, $"{term.Embedding.Vector.Length} numbers", $"Give {representation.Dimension} numbers, or ask another one.");
            if (stored is { } name && model.Find(name) is { } known && known.ComparableAs != representation.ComparableAs)
                return CannotAsk(representation, $"the stored vector {name}", "Name a stored vector of its kind, or ask another representation.");
        }

        return null;
    }

    private static Error CannotAsk(RepresentationInfo representation, string what, string remedy) =>
        Error.Of(ErrorReason.RepresentationUnavailable, "options.representations", representation.Name, $"cannot be asked with {what}", remedy);

    private static string Names(IEnumerable<Modalities> masks) => string.Join(", ", masks.Select(mask => mask.ToName()));

    public static Error WrongPackage(ModelInfo model, SpaceId space) =>
        Error.Of(ErrorReason.ModelUnavailable, "model_package", model.Package, $"now has the space {model.Space}, and the tenant's is {space}", "Install the package that the tenant was onboarded with.");

    public static Error CannotFuse(ModelInfo model) =>
        Error.Of(ErrorReason.QueryContradictory, "query.compose", "FUSED", $"is not possible with the model {model.Package}", "Use LATE, or leave compose out.");

    public static Error NothingLeft(string mask) =>
        Error.Of(ErrorReason.QueryEmpty, "modalities", mask, "leaves nothing of the parts", "Give parts that have these modalities.");

    public static Error NoModality(int part, string modality, ModelInfo model) =>
        Error.Of(ErrorReason.QueryContradictory, $"query.parts[{part}]", modality, $"is a modality that the model {model.Package} does not embed", "Ask with another kind of part.");
}
