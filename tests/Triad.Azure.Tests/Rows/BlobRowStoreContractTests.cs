using Triad.Core.Rows;
using Triad.Testing.Rows;

namespace Triad.Azure.Tests.Rows;

/// <summary>The contract of rows, kept by Azure blobs. A restart is one of the silo.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class BlobRowStoreContractTests(AzuriteFixture azurite) : RowStoreContract, IAsyncLifetime
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

    protected override int RowCount => 60;

    protected override async Task<IRowStore> CreateSut() => (_host ??= await AccountHost.StartAsync(azurite.Process.ConnectionString, _place)).Rows;

    protected override async Task<IRowStore> Restart(IRowStore sut)
    {
        await _host!.DisposeAsync();
        _host = null;
        return await CreateSut();
    }
}
