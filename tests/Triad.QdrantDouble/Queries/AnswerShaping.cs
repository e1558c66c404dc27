using Qdrant.Client.Grpc;
using Triad.Doubles.Payloads;
using Triad.Doubles.Storage;

namespace Triad.Doubles.Queries;

/// <summary>Puts points into answers, with as much of them as was asked for.</summary>
internal static class AnswerShaping
{
    public static ScoredPoint Scored(Scored hit, WithPayloadSelector? payload, WithVectorsSelector? vectors)
    {
        // Points that no score was computed for come without a version.
        var point = new ScoredPoint { Id = hit.Key.ToMessage(), Score = hit.Score, Version = hit.Point.Version };
        if (hit.ShardKey is not null)
            point.ShardKey = hit.ShardKey;
        if (hit.Order is not null)
            point.OrderValue = hit.Order;
        PayloadSelection.Copy(hit.Point.Payload, payload, byDefault: false, point.Payload);
        point.Vectors = Vectors(hit.Point, vectors);
        return point;
    }

    public static RetrievedPoint Retrieved(Scored hit, WithPayloadSelector? payload, bool hasPayloadByDefault, WithVectorsSelector? vectors)
    {
        var point = new RetrievedPoint { Id = hit.Key.ToMessage() };
        if (hit.ShardKey is not null)
            point.ShardKey = hit.ShardKey;
        if (hit.Order is not null)
            point.OrderValue = hit.Order;
        PayloadSelection.Copy(hit.Point.Payload, payload, hasPayloadByDefault, point.Payload);
        point.Vectors = Vectors(hit.Point, vectors);
        return point;
    }

    private static VectorsOutput? Vectors(StoredPoint point, WithVectorsSelector? selector)
    {
        var names = selector?.Include?.Names;
        if (names is null && selector?.Enable != true)
            return null;
        var wanted = point.Vectors.Where(pair => names is null || names.Contains(pair.Key)).ToList();
        if (names is null && wanted is [{ Key: "" } only])
            return new VectorsOutput { Vector = only.Value.ToMessage() };
        var named = new NamedVectorsOutput();
        foreach (var (name, vector) in wanted)
            named.Vectors[name] = vector.ToMessage();
        return new VectorsOutput { Vectors = named };
    }
}
