using Triad.Core.Rows;
using Triad.Testing.Rows;

namespace Triad.Persistence.Tests.Rows;

/// <summary>The contract of rows, kept by SQLite.</summary>
public sealed class SqliteRowStoreContractTests : RowStoreContract, IAsyncLifetime
{
    private readonly StateDatabaseFixture _fixture = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await _fixture.DisposeAsync();

    protected override Task<IRowStore> CreateSut() => Task.FromResult<IRowStore>(StateDatabaseFixture.Rows(_fixture.Open()));

    protected override async Task<IRowStore> Restart(IRowStore sut)
    {
        await _fixture.CloseAsync();
        return await CreateSut();
    }
}
