using Orleans.Storage;
using Triad.Testing.GrainState;

namespace Triad.Persistence.Tests.GrainState;

/// <summary>The contract of grain storage, kept by SQLite.</summary>
public sealed class SqliteGrainStorageContractTests : GrainStorageContract, IAsyncLifetime
{
    private readonly StateDatabaseFixture _fixture = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await _fixture.DisposeAsync();

    protected override Task<IGrainStorage> CreateSut() => Task.FromResult(StateDatabaseFixture.Storage(_fixture.Open()));

    protected override async Task<IGrainStorage> Restart(IGrainStorage sut)
    {
        await _fixture.CloseAsync();
        return StateDatabaseFixture.Storage(_fixture.Open());
    }
}
