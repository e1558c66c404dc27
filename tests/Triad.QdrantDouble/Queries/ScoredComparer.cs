using Qdrant.Client.Grpc;
using Triad.Doubles.Scoring;

namespace Triad.Doubles.Queries;

/// <summary>Order of answers: by value to order by, else by score, and by id where those are equal.</summary>
internal sealed class ScoredComparer(ScoreOrder order) : IComparer<Scored>
{
    public static ScoredComparer LargerFirst { get; } = new(ScoreOrder.LargerFirst);

    public static ScoredComparer Of(ScoreOrder order) => order == ScoreOrder.LargerFirst ? LargerFirst : new ScoredComparer(order);

    public int Compare(Scored? x, Scored? y)
    {
        var byValue = x!.Order is null || y!.Order is null ? Ordered.Compare(x.Score, y!.Score) : Compare(x.Order, y.Order);
        if (byValue != 0)
            return order == ScoreOrder.LargerFirst ? -byValue : byValue;
        var byId = x.Key.CompareTo(y.Key);
        // Values to order by go backwards with their ids.
        return order == ScoreOrder.LargerFirst && x.Order is not null ? -byId : byId;
    }

    private static int Compare(OrderValue one, OrderValue other)
    {
        if (one.VariantCase == OrderValue.VariantOneofCase.Int && other.VariantCase == OrderValue.VariantOneofCase.Int)
            return one.Int.CompareTo(other.Int);
        return Ordered.Compare(Number(one), Number(other));
    }

    private static double Number(OrderValue value) => value.VariantCase == OrderValue.VariantOneofCase.Int ? value.Int : value.Float;
}
