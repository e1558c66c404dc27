using Azure;
using Azure.Data.Tables;
using Azure.Identity;
using Orleans.Clustering.AzureStorage;
using Orleans.Hosting;
using Triad.Core.Settings;

namespace Triad.Server.Cluster.Stores;

/// <summary>Tables of an Azure storage account, made where they are missing.</summary>
internal sealed class AzureTableStore : IMembershipStore
{
    private const string Setting = $"{TriadClusterOptions.Section}:{nameof(TriadClusterOptions.ConnectionString)}";
    private const string Access = "Set the right account and key, or give the identity the role Storage Table Data Contributor.";
    private const string Example =
        "Set it, or set ServiceUri to https://ACCOUNT.table.core.windows.net, which uses the identity of the machine; one of the two.";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public string Name => "AzureTable";

    public bool IsShared => true;

    public bool KeepsReminders => true;

    public void Check(TriadClusterOptions options, SettingProblems problems)
    {
        var (connection, uri) = (options.ConnectionString, options.ServiceUri);
        if (string.IsNullOrWhiteSpace(connection) == string.IsNullOrWhiteSpace(uri))
            problems.Add($"{Setting} is {(string.IsNullOrWhiteSpace(uri) ? "not set" : "set, and so is ServiceUri")}. {Example}");
        else if (!string.IsNullOrWhiteSpace(uri) && !IsSafe(uri))
            problems.Add(nameof(options.ServiceUri), uri, "Set an https address, such as https://ACCOUNT.table.core.windows.net.");
        else if (Connect(options) is null)
            problems.Add($"{Setting} cannot be read as one of a storage account. Copy it from the account's access keys.");
    }

    public async Task<string?> ProbeAsync(TriadClusterOptions options, CancellationToken cancellationToken)
    {
        var setting = string.IsNullOrWhiteSpace(options.ServiceUri) ? Setting : $"{TriadClusterOptions.Section}:{nameof(options.ServiceUri)}";
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            var client = Connect(options)!;
            await client.CreateTableIfNotExistsAsync(AzureStorageClusteringOptions.DEFAULT_TABLE_NAME, patience.Token);
            return null;
        }
        catch (Exception failure) when (IsAccount(failure) && !cancellationToken.IsCancellationRequested)
        {
            var reason = failure is RequestFailedException { Status: > 0 } refused ? $"refuses ({refused.Status} {refused.ErrorCode})" : "does not answer";
            return $"{setting} names a storage account whose tables cannot be used: it {reason}. {Access}";
        }
    }

    public void Use(ISiloBuilder silo, TriadClusterOptions options)
    {
        if (Connect(options) is not { } client)
            return;
        silo.UseAzureStorageClustering(clustering => clustering.TableServiceClient = client);
        silo.UseAzureTableReminderService(reminders => reminders.TableServiceClient = client);
    }

    private static bool IsSafe(string uri) => Uri.TryCreate(uri, UriKind.Absolute, out var parsed) && parsed.Scheme == Uri.UriSchemeHttps;

    private static bool IsAccount(Exception failure) =>
        failure is RequestFailedException or AuthenticationFailedException or OperationCanceledException
        || failure is AggregateException many && many.InnerExceptions.All(IsAccount);

    private static TableServiceClient? Connect(TriadClusterOptions options)
    {
        try
        {
            if (!string.IsNullOrWhiteSpace(options.ServiceUri))
                return IsSafe(options.ServiceUri) ? new TableServiceClient(new Uri(options.ServiceUri), new DefaultAzureCredential()) : null;
            return string.IsNullOrWhiteSpace(options.ConnectionString) ? null : new TableServiceClient(options.ConnectionString);
        }
        catch (Exception failure) when (failure is FormatException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
