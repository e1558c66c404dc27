using Triad.Core.Identity;
using Triad.Vectors.Qdrant.Points;
using Triad.Vectors.Qdrant.Shards;

namespace Triad.Vectors.Qdrant.Searching;

/// <summary>Where the vectors of a representation lie: under its name, or under <c>full</c> where a point's full one is that as well.</summary>
/// <param name="Vector">The name that the vector is stored under.</param>
/// <param name="OwnName">Where that is <c>full</c>: the own name that it must have; null for any.</param>
internal readonly record struct LegNames(string Vector, string? OwnName)
{
    /// <summary>The places of a representation; none where the shard lacks it.</summary>
    public static IEnumerable<LegNames> Of(RepresentationName name, ShardHeader header)
    {
        if (header.DimensionOf(name) is not { } dimension)
            yield break;
        if (name == RepresentationName.Full)
        {
            yield return new LegNames(PayloadNames.FullVector, null);
            yield break;
        }

        yield return new LegNames(name.Value, null);
        if (header.DimensionOf(RepresentationName.Full) == dimension)
            yield return new LegNames(PayloadNames.FullVector, name.Value);
    }

    /// <summary>What a point must be, beside having the vector.</summary>
    public IEnumerable<Q.Condition> Conditions => OwnName is { } name ? [Requests.Conditions.Is(PayloadNames.Full, name)] : [];
}
