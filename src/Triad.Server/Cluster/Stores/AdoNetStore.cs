using Npgsql;
using Orleans.Configuration;
using Orleans.Hosting;
using Triad.Core.Settings;

namespace Triad.Server.Cluster.Stores;

/// <summary>A PostgreSQL database with Orleans' own tables (docs/cluster.md says where their scripts are).</summary>
internal sealed class AdoNetStore : IMembershipStore
{
    private const string Setting = $"{TriadClusterOptions.Section}:{nameof(TriadClusterOptions.ConnectionString)}";
    private const string Invariant = "Npgsql";
    private const string Example = "Set it as Host=...;Database=...;Username=...;Password=... of a PostgreSQL database.";
    private const string Scripts = "Run Orleans' scripts PostgreSQL-Main.sql, PostgreSQL-Clustering.sql and PostgreSQL-Reminders.sql in it (docs/cluster.md).";

    // A query of each of the two scripts that the silo reads its SQL from.
    private const string Tables = "SELECT count(*) FROM OrleansQuery WHERE QueryKey IN ('MembershipReadAllKey', 'UpsertReminderRowKey')";
    private const int Scripted = 2;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public string Name => "AdoNet";

    public bool IsShared => true;

    public bool KeepsReminders => true;

    public void Check(TriadClusterOptions options, SettingProblems problems)
    {
        if (string.IsNullOrWhiteSpace(options.ConnectionString))
            problems.Add($"{Setting} is not set. {Example}");
        else if (!IsReadable(options.ConnectionString))
            problems.Add($"{Setting} is not a connection string of PostgreSQL. {Example}");
    }

    public async Task<string?> ProbeAsync(TriadClusterOptions options, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await using var connection = new NpgsqlConnection(options.ConnectionString);
            await connection.OpenAsync(patience.Token);
            await using var command = new NpgsqlCommand(Tables, connection);
            return await command.ExecuteScalarAsync(patience.Token) is >= (long)Scripted ? null : Missing();
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            return Missing();
        }
        catch (Exception failure) when (failure is NpgsqlException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            var reason = failure is PostgresException refused ? $"refuses: {refused.MessageText}" : "does not answer";
            return $"{Setting} names a database that cannot be used: it {reason}. Start it, or set the right address, user and password.";
        }

        static string Missing() => $"{Setting} names a database without Orleans' tables. {Scripts}";
    }

    public void Use(ISiloBuilder silo, TriadClusterOptions options)
    {
        silo.UseAdoNetClustering((AdoNetClusteringSiloOptions clustering) => (clustering.Invariant, clustering.ConnectionString) = (Invariant, options.ConnectionString));
        silo.UseAdoNetReminderService((AdoNetReminderTableOptions reminders) => (reminders.Invariant, reminders.ConnectionString) = (Invariant, options.ConnectionString));
    }

    private static bool IsReadable(string text)
    {
        try
        {
            return !string.IsNullOrWhiteSpace(new NpgsqlConnectionStringBuilder(text).Host);
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException)
        {
            return false;
        }
    }
}
