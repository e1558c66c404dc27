using Npgsql;
using Triad.Testing.Postgres;
using Triad.Testing.Servers;

namespace Triad.Server.Tests.Cluster.Stores;

public sealed class AdoNetStoreTests : MembershipStoreContract, IAsyncLifetime
{
    // Orleans' own scripts, which an operator gets from Orleans (docs/cluster.md); they are no part of this project.
    private static readonly string Scripts = Path.Combine(Checkout.Root, "artifacts", "orleans-sql");
    private static readonly string[] Names = ["PostgreSQL-Main.sql", "PostgreSQL-Clustering.sql", "PostgreSQL-Reminders.sql"];

    private PostgresProcess? _postgres;

    protected override string Provider => "AdoNet";

    protected override string NobodyThere => "Host=127.0.0.1;Port=1;Database=orleans;Username=triad;Password=secret";

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _postgres?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task Probe_OfADatabaseWithoutOrleansTables_NamesTheScripts()
    {
        _postgres = await PostgresProcess.StartAsync();

        var problem = await ProbeAsync(_postgres.ConnectionString);

        Assert.All(Names, name => Assert.Contains(name, problem, StringComparison.Ordinal));
    }

    protected override async Task<string> ConnectionAsync()
    {
        Assert.SkipUnless(
            Names.All(name => File.Exists(Path.Combine(Scripts, name))),
            "Orleans' SQL scripts are not in artifacts/orleans-sql (docs/cluster.md says where they are)");
        _postgres = await PostgresProcess.StartAsync();
        await using var connection = new NpgsqlConnection(_postgres.ConnectionString);
        await connection.OpenAsync();
        foreach (var name in Names)
        {
            await using var script = new NpgsqlCommand(await File.ReadAllTextAsync(Path.Combine(Scripts, name)), connection);
            await script.ExecuteNonQueryAsync();
        }

        return _postgres.ConnectionString;
    }
}
