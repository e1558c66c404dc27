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

    /// <summary>Refuses representations that no segment can have with this model; null where all can be searched.</summary>
    public static Error? CheckTargets(ImmutableArray<Modalities> targets, ModelInfo model)
    {
        if (targets.IsEmpty && !model.StoreFull)
        {
            return Error.Of(
                ErrorReason.RepresentationUnavailable, "options.representations", "full", $"is not stored by the model {model.Package}",
                $"Use one of: {Names(model.Stored)}.");
        }

        foreach (var target in targets)
        {
            if (!model.Modalities.Contains(target) || !(model.StoreFull || model.Stored.Contains(target)))
            {
                return Error.Of(
                    ErrorReason.RepresentationUnavailable, "options.representations", target.ToName(), $"is not stored by the model {model.Package}",
                    model.StoreFull
                        ? $"Use one of: {Names(model.Stored)}, or leave it out for each segment's full one."
                        : $"Use one of: {Names(model.Stored)}.");
            }
        }

        return null;
    }

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
