using Qdrant.Client.Grpc;
using Triad.Doubles.Filters;

namespace Triad.Doubles.Storage;

/// <summary>A collection: its settings, shards, payload indexes and transfers.</summary>
internal sealed class DoubleCollection
{
    private const uint FirstShard = 1;

    private readonly List<Shard> _shards = [];
    private uint _lastShard;

    public DoubleCollection(string name, CollectionConfig config)
    {
        (Name, Config) = (name, config);
        Filters = new FilterEvaluator(Indexes);
        if (HasShardKeys)
            return;
        for (var id = 0u; id < config.Params.ShardNumber; id++)
            _shards.Add(new Shard(_lastShard = id, null, ReplicaState.Active));
    }

    public string Name { get; }

    public CollectionConfig Config { get; }

    public FieldIndexes Indexes { get; } = new();

    public FilterEvaluator Filters { get; }

    public IReadOnlyList<Shard> Shards => _shards;

    /// <summary>Copies between shards that have not ended.</summary>
    public List<ShardTransfer> Transfers { get; } = [];

    /// <summary>Names of snapshots with the moment each was made.</summary>
    public Dictionary<string, DateTimeOffset> Snapshots { get; } = [];

    /// <summary>The number of the last write.</summary>
    public ulong Operation { get; set; }

    public bool HasShardKeys => Config.Params is { HasShardingMethod: true, ShardingMethod: ShardingMethod.Custom };

    /// <summary>The settings of strict mode, where it is on.</summary>
    public StrictModeConfig? Strict => Config.StrictModeConfig is { HasEnabled: true, Enabled: true } strict ? strict : null;

    public IEnumerable<ShardKey> ShardKeys => _shards.Select(shard => shard.Key).OfType<ShardKey>().Distinct();

    public IEnumerable<Shard> ShardsOf(ShardKey key) => _shards.Where(shard => key.Equals(shard.Key));

    public bool HasShardKey(ShardKey key) => ShardsOf(key).Any();

    public void AddShardKey(ShardKey key, uint shards, ReplicaState state)
    {
        for (var i = 0; i < shards; i++)
            _shards.Add(new Shard(_lastShard = Math.Max(_lastShard + 1, FirstShard), key, state));
    }

    public void RemoveShardKey(ShardKey key)
    {
        _shards.RemoveAll(shard => key.Equals(shard.Key));
        Transfers.RemoveAll(transfer => key.Equals(transfer.From.Key) || key.Equals(transfer.To.Key));
    }

    public IEnumerable<VectorSpace> Spaces()
    {
        var vectors = Config.Params.VectorsConfig;
        if (vectors?.ConfigCase == VectorsConfig.ConfigOneofCase.Params)
            yield return VectorSpace.Of("", vectors.Params);
        foreach (var (name, settings) in vectors?.ParamsMap?.Map ?? [])
            yield return VectorSpace.Of(name, settings);
        foreach (var (name, settings) in Config.Params.SparseVectorsConfig?.Map ?? [])
            yield return VectorSpace.Of(name, settings);
    }

    /// <exception cref="Grpc.Core.RpcException">There is no vector of this name.</exception>
    public VectorSpace Space(string name) =>
        Spaces().FirstOrDefault(space => space.Name == name) ?? throw Refusal.WrongInput($"Not existing vector name error: {name}");
}
