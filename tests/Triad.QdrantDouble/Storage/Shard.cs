using Qdrant.Client.Grpc;

namespace Triad.Doubles.Storage;

/// <summary>A shard: points in the order of their ids.</summary>
internal sealed class Shard(uint id, ShardKey? key, ReplicaState state)
{
    public uint Id { get; } = id;

    /// <summary>Null where the collection shards by itself.</summary>
    public ShardKey? Key { get; } = key;

    public ReplicaState State { get; set; } = state;

    public SortedDictionary<PointKey, StoredPoint> Points { get; } = [];

    public bool IsActive => State == ReplicaState.Active;

    public override string ToString() => Key.Named();
}
