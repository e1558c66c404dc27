using Triad.Core.Catalogs;
using Triad.Testing.Catalogs;

namespace Triad.Azure.Tests.Catalogs;

/// <summary>The contract of catalogs, kept by Azure blobs. A restart is one of the silo.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class BlobCatalogStoreContractTests(AzuriteFixture azurite) : CatalogStoreContract, IAsyncLifetime
{
    private readonly AccountPlace _place = AccountPlace.New();
    private AccountHost? _host;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
        _place.Dispose();
    }

    protected override async Task<ICatalogStore> CreateSut() =>
        (_host ??= await AccountHost.StartAsync(azurite.Process.ConnectionString, _place)).Catalogs;

    protected override async Task<ICatalogStore> Restart(ICatalogStore sut)
    {
        await _host!.DisposeAsync();
        _host = null;
        return await CreateSut();
    }
}
