using System.Collections.Immutable;
using Triad.Core.Identity;
using Triad.Core.Modality;
using Triad.Core.Scores;

namespace Triad.Core.Embedding;

/// <summary>A representation that a model package stores, and who can ask it.</summary>
/// <param name="Name">Its name; <see cref="RepresentationName.Full"/> stands for the one of all that a segment has, whatever that is.</param>
/// <param name="Dimension">Numbers in a vector.</param>
/// <param name="Mask">The modalities that it is made of; those that it may be made of where it is the full one.</param>
/// <param name="Queries">The modalities that a query may have to be compared with it: a query with another one cannot ask it.</param>
/// <param name="ComparableAs">
/// Representations with the same text here hold vectors of one kind: their scores rank together, and a stored vector of one can be asked of another.
/// </param>
public sealed record RepresentationInfo(RepresentationName Name, int Dimension, Modalities Mask, Modalities Queries, string ComparableAs)
{
    /// <summary>
    /// The heads that can ask it, where the model has several: each takes one mix of modalities, and what none of them takes is left out. Empty where any
    /// mix of <see cref="Queries"/> asks alike.
    /// </summary>
    public IReadOnlyList<AskingHead> Heads { get; init; } = [];

    /// <summary>The head that a query with these modalities asks by; null where there is none for them, or where all ask alike.</summary>
    public AskingHead? HeadOf(Modalities query) => Heads.FirstOrDefault(head => head.Mask == (query & Queries));

    /// <summary>What of a query it is asked with; none where it cannot be asked.</summary>
    public Modalities AskedWith(Modalities query) => Heads.Count > 0
        ? HeadOf(query)?.Mask ?? Modalities.None
        : Queries.Contains(query) ? query : Modalities.None;

    /// <summary>True where a stored vector of another representation, or of this one, can ask it.</summary>
    public bool IsAskedBy(RepresentationInfo stored) => Heads.Count > 0
        ? Heads.Any(head => head.Name == stored.Name.Value)
        : stored.ComparableAs == ComparableAs;

    /// <summary>How much its scores count where they are summed with those of others, greater than 0.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>What its scores with unrelated things are like, by the modalities of the query, as far as the package says.</summary>
    public IReadOnlyDictionary<Modalities, ScorePrior> Priors { get; init; } = ImmutableDictionary<Modalities, ScorePrior>.Empty;
}
