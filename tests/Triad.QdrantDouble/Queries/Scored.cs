using Qdrant.Client.Grpc;
using Triad.Doubles.Storage;

namespace Triad.Doubles.Queries;

/// <summary>A point with the score, or the value to order by, that a query gave it.</summary>
internal sealed record Scored(StoredPoint Point, ShardKey? ShardKey, float Score, OrderValue? Order = null)
{
    public PointKey Key => Point.Key;
}
