using Orleans.Storage;
using Triad.Testing.Azure;
using Triad.Testing.GrainState;

namespace Triad.Azure.Tests.GrainState;

/// <summary>The contract of grain storage, kept by Azure blobs. A restart is one of the account and of the silo.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class AzureGrainStorageContractTests(AzuriteFixture azurite) : GrainStorageContract, IAsyncLifetime
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

    protected override async Task<IGrainStorage> CreateSut() =>
        (_host ??= await AccountHost.StartAsync(azurite.Process.ConnectionString, _place)).Grains;

    protected override async Task<IGrainStorage> Restart(IGrainStorage sut)
    {
        await _host!.DisposeAsync();
        _host = null;
        await azurite.Process.StopAsync();
        await azurite.Process.RestartAsync();
        return await CreateSut();
    }
}
