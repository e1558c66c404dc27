using Triad.Core.Catalogs;
using Triad.Testing.Catalogs;

namespace Triad.Persistence.Tests.Catalogs;

/// <summary>The contract of catalogs, kept by SQLite.</summary>
public sealed class SqliteCatalogStoreContractTests : CatalogStoreContract, IAsyncLifetime
{
    private readonly StateDatabaseFixture _fixture = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await _fixture.DisposeAsync();

    protected override Task<ICatalogStore> CreateSut() => Task.FromResult<ICatalogStore>(StateDatabaseFixture.Catalogs(_fixture.Open()));

    protected override async Task<ICatalogStore> Restart(ICatalogStore sut)
    {
        await _fixture.CloseAsync();
        return await CreateSut();
    }
}
