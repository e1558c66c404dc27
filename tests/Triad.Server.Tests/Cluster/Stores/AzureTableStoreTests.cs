using Triad.Testing.Azure;

namespace Triad.Server.Tests.Cluster.Stores;

public sealed class AzureTableStoreTests : MembershipStoreContract, IAsyncLifetime
{
    private AzuriteProcess? _azurite;

    protected override string Provider => "AzureTable";

    protected override string NobodyThere => AzuriteProcess.ConnectionStringOn(1, "Table");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _azurite?.DisposeAsync() ?? ValueTask.CompletedTask;

    protected override async Task<string> ConnectionAsync()
    {
        Azurite.SkipWhereMissing();
        return (_azurite = await AzuriteProcess.StartAsync(tables: true)).ConnectionString;
    }
}
