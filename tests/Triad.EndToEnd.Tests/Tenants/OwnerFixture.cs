using Triad.Client;
using Triad.Testing.Contract;
using Triad.Testing.Tenants;

namespace Triad.EndToEnd.Tests.Tenants;

/// <summary>A server with a tenant whose data is looked for by others.</summary>
public class OwnerFixture : IAsyncLifetime
{
    private ServerProcess? _server;
    private (string Tenant, string Key)? _twin;
    private int _strangers;

    internal ContractClient Client { get; private set; } = null!;

    internal OwnerData Owner { get; private set; } = null!;

    internal string Data => _server!.Data;

    internal Uri Address => _server!.Address;

    /// <summary>A connection of its own.</summary>
    internal ContractClient Connect() => new(_server!.Address);

    /// <summary>A client with a key.</summary>
    internal TriadClient ConnectAs(string key) => _server!.Connect(key, null);

    public async ValueTask InitializeAsync()
    {
        _server = await StartAsync();
        Client = Connect();
        Owner = await OwnerData.MakeAsync(_server, Client, "tenant-of-7391");
    }

    public virtual async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected virtual Task<ServerProcess> StartAsync() => ServerProcess.StartAsync(["--set", "Triad:Tenants:MaxKeys=10000", .. OwnerData.Settings]);

    /// <summary>A new tenant with a key that may do all that a tenant's can; with the owner's ids for other content, or with nothing.</summary>
    internal async Task<(string Tenant, string Key)> OnboardAsync(bool twinned)
    {
        var tenant = $"stranger-{_strangers++}";
        using var @operator = _server!.Operator();
        await @operator.Tenants.CreateAsync(tenant);
        var key = (await @operator.Tenants.CreateKeyAsync(tenant, [KeyScope.Ingest, KeyScope.Search, KeyScope.TenantAdmin])).Key;
        if (!twinned)
            return (tenant, key);
        using var client = _server!.Connect(key, null);
        foreach (var (id, sample) in new[] { (OwnerData.Video, "sample-03.mp4"), (OwnerData.OtherVideo, "sample-04.mp4") })
            await client.Library.UploadAndWaitAsync(
                Path.Combine(Checkout.Samples, sample), new UploadOptions { VideoId = id, SegmentLength = TimeSpan.FromSeconds(2) });
        return (tenant, key);
    }

    /// <summary>A new key of the owner.</summary>
    internal async Task<string> CreateKeyAsync(KeyScope scope)
    {
        using var @operator = _server!.Operator();
        return (await @operator.Tenants.CreateKeyAsync(Owner.Tenant, [scope])).Key;
    }

    /// <summary>Revokes a key that was never used, so that no gateway remembers it.</summary>
    internal async Task RevokeAsync(string key)
    {
        using var @operator = _server!.Operator();
        await @operator.Tenants.RevokeKeyAsync(key.Split('_')[1]);
    }

    internal async Task<(string Tenant, string Key)> TwinAsync() => _twin ??= await OnboardAsync(twinned: true);
}
