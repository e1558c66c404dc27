using Google.Protobuf.Collections;
using Qdrant.Client.Grpc;
using Triad.Doubles.Storage;

namespace Triad.Doubles.Writes;

/// <summary>Reads points from requests.</summary>
internal static class PointReader
{
    public static StoredPoint Point(PointStruct point) =>
        new(PointKey.From(point.Id)) { Payload = Payload(point.Payload), Vectors = Vectors(point.Vectors) };

    public static Dictionary<string, Value> Payload(IReadOnlyDictionary<string, Value> payload) =>
        payload.ToDictionary(pair => pair.Key, pair => pair.Value.Clone());

    public static Dictionary<string, VectorData> Vectors(Vectors? vectors) => vectors?.VectorsOptionsCase switch
    {
        Qdrant.Client.Grpc.Vectors.VectorsOptionsOneofCase.Vector => new() { [""] = VectorData.From(vectors.Vector) },
        Qdrant.Client.Grpc.Vectors.VectorsOptionsOneofCase.Vectors_ => Named(vectors.Vectors_.Vectors),
        _ => [],
    };

    private static Dictionary<string, VectorData> Named(MapField<string, Vector> vectors) =>
        vectors.ToDictionary(pair => pair.Key, pair => VectorData.From(pair.Value));
}
