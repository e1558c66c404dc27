using Triad.Client;

namespace Triad.Evaluation.Retrieval;

/// <summary>Which directions a run asks, and how.</summary>
/// <param name="Asked">Those that are asked.</param>
/// <param name="Turned">Those of them that are the captions' scores, read by item.</param>
/// <param name="Unavailable">Those that are not, with the reason.</param>
internal sealed record DirectionPlan(
    IReadOnlyList<Direction> Asked, IReadOnlyList<Direction> Turned, IReadOnlyDictionary<string, string> Unavailable)
{
    /// <summary>Directions that somebody named: what the model cannot answer, the platform says.</summary>
    public static DirectionPlan OfChosen(IReadOnlyList<Direction> directions, StoredNames? names) =>
        new(directions, TurnedOf(directions, names), new Dictionary<string, string>());

    /// <summary>The usual directions as far as the pool has vectors for them, and those of whole items where no one vector is stored of all.</summary>
    public static DirectionPlan Of(IReadOnlyList<Direction> directions, StoredNames names)
    {
        var (asked, unavailable) = (new List<Direction>(), new Dictionary<string, string>());
        foreach (var direction in names.HasCommon ? directions : [.. directions, .. Direction.Whole])
        {
            if (WhyNot(direction, names) is { } reason)
                unavailable[direction.Name] = reason;
            else
                asked.Add(direction);
        }

        return new DirectionPlan(asked, TurnedOf(asked, names), unavailable);
    }

    private static string? WhyNot(Direction direction, StoredNames names)
    {
        foreach (var mask in (Modalities[])[direction.Query, direction.Target])
        {
            if (mask != Modalities.Text && names.Of(mask) is null)
                return $"The model stores no vector of {mask.ToShortName()} of these items.";
        }

        // Several vectors of an ensemble ask no others: each is of a kind of its own.
        return direction.Query != Modalities.Text && !names.IsTurned(direction) && names.Of(direction.Query) is { Count: > 1 }
            ? $"The model stores several vectors of {direction.Query.ToShortName()}, none of which stands for the item."
            : null;
    }

    private static IReadOnlyList<Direction> TurnedOf(IReadOnlyList<Direction> directions, StoredNames? names) =>
        names is null ? [] : [.. directions.Where(names.IsTurned)];
}
