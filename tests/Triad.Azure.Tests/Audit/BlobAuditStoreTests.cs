using Triad.Azure.Audit;
using Triad.Core.Audit;
using Triad.Testing.Audit;

namespace Triad.Azure.Tests.Audit;

/// <summary>The contract of the audit log's stores, kept by append blobs.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class BlobAuditStoreTests(AzuriteFixture azurite) : AuditStoreContract, IAsyncLifetime
{
    private AccountHost? _host;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
    }

    protected override async Task<IAuditStore> CreateSutAsync()
    {
        _host = await AccountHost.StartAsync(azurite.Process.ConnectionString, null, options => options.AuditContainer = $"audit-{Guid.NewGuid():n}"[..20]);
        await _host.Account.Audit.CreateIfNotExistsAsync();
        return new BlobAuditStore(_host.Account);
    }
}
