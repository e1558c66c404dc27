using System.Collections.Concurrent;
using Azure;
using Azure.Storage.Blobs.Models;
using Triad.Azure.Account;
using Triad.Core.Errors;
using Triad.Core.Rows;

namespace Triad.Azure.Rows;

/// <summary>Rows in an Azure storage account: one blob a row, whose value is metadata, so that a listing reads them all.</summary>
internal sealed class BlobRowStore(AzureAccount account, AzureCalls calls) : IRowStore
{
    /// <summary>The metadata that holds a row's value.</summary>
    public const string Value = "value";

    public Task<Result<IRowSet>> OpenAsync(string owner, CancellationToken cancellationToken) => calls.RunAsync<IRowSet>(
        $"The rows of {owner}",
        async stop =>
        {
            // First the epoch, then the rows: an earlier opener that writes a row after this listing finds the epoch changed, and does not
            // acknowledge.
            var epoch = await account.Grains.PutAsync(RowNames.EpochOf(owner), null, null, stop);
            var (rows, versions) = (new List<Row>(), new ConcurrentDictionary<string, ETag?>(StringComparer.Ordinal));
            await foreach (var blob in account.Grains.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, RowNames.PrefixOf(owner), stop))
            {
                var key = RowNames.KeyOf(blob.Name, owner);
                rows.Add(new Row(key, blob.Metadata[Value]));
                versions[key] = blob.Properties.ETag;
            }

            return new BlobRowSet(account.Grains, calls, owner, epoch!.Value, rows, versions);
        },
        cancellationToken);
}
