using System.Reflection;
using Triad.Core.Errors;
using Triad.Grains.Abstractions.Shards;

namespace Triad.Gateway.Tests.Doubles;

/// <summary>A shard whose file can be taken away and brought back; its tenant knows of it at once.</summary>
public class ShardDouble : DispatchProxy
{
    private const int Steps = 2;

    private GrainWorld _world = null!;
    private string _tenant = string.Empty;
    private int _asked;

    internal static IIndexShardGrain Of(GrainWorld world, string key)
    {
        var shard = Create<IIndexShardGrain, ShardDouble>();
        ((ShardDouble)(object)shard)._world = world;
        ((ShardDouble)(object)shard)._tenant = key[..key.IndexOf('/', StringComparison.Ordinal)];
        return shard;
    }

    protected override object Invoke(MethodInfo? method, object?[]? args) => method!.Name switch
    {
        nameof(IIndexShardGrain.OffloadAsync) => MoveAsync(ShardPhase.Offloading, ShardPhase.Offloaded, 1234),
        nameof(IIndexShardGrain.RestoreAsync) => MoveAsync(ShardPhase.Restoring, ShardPhase.Hot, 0),
        _ => throw new NotSupportedException(method.Name),
    };

    private Task<Result<ShardResidence>> MoveAsync(ShardPhase under, ShardPhase done, long bytes)
    {
        if (++_asked < Steps)
            return Task.FromResult<Result<ShardResidence>>(new ShardResidence(under, 1234, 1, Run: 7));
        _world.Tenants[_tenant] = _world.Tenants[_tenant] with { OffloadedBytes = bytes };
        return Task.FromResult<Result<ShardResidence>>(new ShardResidence(done, bytes, 1));
    }
}
