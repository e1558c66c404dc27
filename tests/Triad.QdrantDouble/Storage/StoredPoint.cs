using Qdrant.Client.Grpc;

namespace Triad.Doubles.Storage;

/// <summary>A point of a shard. Its payload's values are never altered in place, so that copies may share them.</summary>
internal sealed class StoredPoint(PointKey key)
{
    public PointKey Key { get; } = key;

    public Dictionary<string, Value> Payload { get; set; } = [];

    public Dictionary<string, VectorData> Vectors { get; set; } = [];

    /// <summary>The number of the operation that wrote it last.</summary>
    public ulong Version { get; set; }

    public StoredPoint Copy() => new(Key) { Payload = new(Payload), Vectors = new(Vectors), Version = Version };
}
