using Triad.Testing.Redis;

namespace Triad.Server.Tests.Cluster.Stores;

public sealed class RedisStoreTests : MembershipStoreContract, IAsyncLifetime
{
    private RedisProcess? _redis;

    protected override string Provider => "Redis";

    protected override string NobodyThere => "127.0.0.1:1,password=secret";

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _redis?.DisposeAsync() ?? ValueTask.CompletedTask;

    protected override async Task<string> ConnectionAsync() => (_redis = await RedisProcess.StartAsync()).ConnectionString;
}
