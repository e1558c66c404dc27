using System.Text.Json;
using Azure.Storage.Blobs.Models;
using Triad.Azure.Account;
using Triad.Azure.Rows;
using Triad.Core.Erasure;
using Triad.Core.Errors;
using Triad.Core.Identity;

namespace Triad.Azure.GrainState;

/// <summary>
/// A tenant's states and rows in an Azure storage account. Orleans' provider calls the blob of a state <c>NAME-TYPE/KEY.json</c>, where
/// the grain's type has no hyphen.
/// </summary>
internal sealed class BlobTenantRecords(AzureAccount account, AzureCalls calls) : ITenantRecords
{
    private const string Suffix = ".json";
    private const string What = "The records of an erasure";

    public Task<Result<long>> CountStatesAsync(string stateName, TenantId tenant, CancellationToken cancellationToken) =>
        CountAsync($"{stateName}-", blob => IsOf(blob, stateName, tenant), cancellationToken);

    public Task<Result> EraseStatesAsync(string stateName, TenantId tenant, CancellationToken cancellationToken) =>
        account.Grains.EraseAsync(calls, What, $"{stateName}-", blob => IsOf(blob, stateName, tenant), cancellationToken);

    public async Task<Result<long>> CountOwnedStatesAsync(string stateName, TenantId tenant, CancellationToken cancellationToken)
    {
        var owned = await OwnedAsync(stateName, tenant, cancellationToken);
        return owned.IsOk ? owned.Value.Count : owned.Error;
    }

    public async Task<Result> EraseOwnedStatesAsync(string stateName, TenantId tenant, CancellationToken cancellationToken)
    {
        var owned = await OwnedAsync(stateName, tenant, cancellationToken);
        return owned.IsOk
            ? await account.Grains.EraseAsync(calls, What, $"{stateName}-", blob => owned.Value.Contains(blob.Name), cancellationToken)
            : owned.Error;
    }

    public async Task<Result<long>> CountRowsAsync(string kind, TenantId tenant, CancellationToken cancellationToken)
    {
        var count = 0L;
        foreach (var prefix in PrefixesOf(kind, tenant))
        {
            var counted = await CountAsync(prefix, _ => true, cancellationToken);
            if (!counted.IsOk)
                return counted;
            count += counted.Value;
        }

        return count;
    }

    public async Task<Result> EraseRowsAsync(string kind, TenantId tenant, CancellationToken cancellationToken)
    {
        foreach (var prefix in PrefixesOf(kind, tenant))
        {
            var erased = await account.Grains.EraseAsync(calls, What, prefix, null, cancellationToken);
            if (!erased.IsOk)
                return erased;
        }

        return Result.Ok;
    }

    // The account's own deletion is what there is; what it keeps for undoing is said in the receipt.
    public Task<Result> SettleAsync(CancellationToken cancellationToken) => Task.FromResult(Result.Ok);

    private static IEnumerable<string> PrefixesOf(string kind, TenantId tenant) =>
        new[] { $"{kind}/{tenant}/", $"{kind}-ids/{tenant}/", RowNames.PrefixOf($"{kind}/{tenant}"), RowNames.EpochOf($"{kind}/{tenant}/"), RowNames.EpochOf($"{kind}/{tenant}") };

    // "video-video/acme/car.json": behind the state's name the grain's type, then its key.
    private static bool IsOf(BlobItem blob, string stateName, TenantId tenant)
    {
        var grain = blob.Name.AsSpan(stateName.Length + 1);
        var slash = grain.IndexOf('/');
        if (slash < 0 || grain[..slash].Contains('-') || !grain.EndsWith(Suffix, StringComparison.Ordinal))
            return false;
        var key = grain[(slash + 1)..^Suffix.Length];
        return key.SequenceEqual(tenant.Value) || key.StartsWith($"{tenant}/", StringComparison.Ordinal);
    }

    private Task<Result<long>> CountAsync(string prefix, Func<BlobItem, bool> isOne, CancellationToken cancellationToken) => calls.RunAsync<long>(
        What,
        async stop =>
        {
            var count = 0L;
            await foreach (var blob in account.Grains.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, stop))
                count += isOne(blob) ? 1 : 0;
            return count;
        },
        cancellationToken);

    // Whose they are is said inside: each is read. There are few to a tenant, but as many as all tenants have.
    private async Task<Result<HashSet<string>>> OwnedAsync(string stateName, TenantId tenant, CancellationToken cancellationToken)
    {
        var names = await calls.RunAsync<List<string>>(
            What,
            async stop =>
            {
                var all = new List<string>();
                await foreach (var blob in account.Grains.GetBlobsAsync(BlobTraits.None, BlobStates.None, $"{stateName}-", stop))
                    all.Add(blob.Name);
                return all;
            },
            cancellationToken);
        if (!names.IsOk)
            return names.Error;
        var owned = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names.Value)
        {
            var isOwned = await calls.RunAsync<bool>(What, stop => IsOwnedAsync(name, tenant, stop), cancellationToken);
            if (!isOwned.IsOk)
                return isOwned.Error;
            if (isOwned.Value)
                owned.Add(name);
        }

        return owned;
    }

    private async Task<Result<bool>> IsOwnedAsync(string name, TenantId tenant, CancellationToken cancellationToken)
    {
        var client = account.Grains.GetBlobClient(name);
        if (!await client.ExistsAsync(cancellationToken))
            return false;
        using var state = JsonDocument.Parse((await client.DownloadContentAsync(cancellationToken)).Value.Content);
        return state.RootElement.TryGetProperty("state", out var inner)
            && inner.TryGetProperty("tenantId", out var owner)
            && owner.GetString() == tenant.Value;
    }
}
