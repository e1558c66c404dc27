using Triad.Client;

namespace Triad.Evaluation.Runs;

/// <summary>A tenant for one measurement: its key ends with it.</summary>
public sealed class ScratchTenant : IAsyncDisposable
{
    private readonly TriadClient _operator;
    private readonly string _keyId;

    private ScratchTenant(TriadClient @operator, Tenant tenant, CreatedApiKey key)
    {
        _operator = @operator;
        _keyId = key.Info.Id;
        Tenant = tenant;
        Key = key.Key;
    }

    public Tenant Tenant { get; }

    public string Key { get; }

    public static async Task<ScratchTenant> CreateAsync(TriadClient @operator, string? package, CancellationToken cancellationToken)
    {
        var id = $"eval-{Guid.NewGuid():N}"[..20];
        var options = new CreateTenantOptions { DisplayName = "Evaluation", ModelPackage = package };
        return await WithKeyAsync(@operator, await @operator.Tenants.CreateAsync(id, options, cancellationToken), cancellationToken);
    }

    /// <summary>The tenant of a run that goes on, with a new key: the old one's secret was written nowhere.</summary>
    public static async Task<ScratchTenant> TakeOnAsync(TriadClient @operator, string id, CancellationToken cancellationToken) =>
        await WithKeyAsync(@operator, await @operator.Tenants.GetAsync(id, cancellationToken), cancellationToken);

    public async ValueTask DisposeAsync() => await _operator.Tenants.RevokeKeyAsync(_keyId);

    private static async Task<ScratchTenant> WithKeyAsync(TriadClient @operator, Tenant tenant, CancellationToken cancellationToken)
    {
        var key = await @operator.Tenants.CreateKeyAsync(
            tenant.Id, [KeyScope.Search, KeyScope.Ingest], "evaluation", cancellationToken: cancellationToken);
        return new ScratchTenant(@operator, tenant, key);
    }
}
