using Azure.Storage.Blobs.Models;
using Triad.Azure.Account;
using Triad.Azure.Rows;
using Triad.Core.Catalogs;
using Triad.Core.Errors;
using Triad.Core.Identity;

namespace Triad.Azure.Catalogs;

/// <summary>Catalogs in an Azure storage account: one blob a video, in the catalog's order.</summary>
internal sealed class BlobCatalogStore(AzureAccount account, AzureCalls calls) : ICatalogStore
{
    public Task<Result<ICatalogRows>> OpenAsync(TenantId tenant, int bucket, CancellationToken cancellationToken) => calls.RunAsync<ICatalogRows>(
        $"The catalog {tenant}/{bucket}",
        async stop =>
        {
            var epoch = await account.Grains.FindAsync(RowNames.EpochOf(CatalogNames.OwnerOf(tenant, bucket)), stop);
            return new BlobCatalogRows(account.Grains, calls, tenant, bucket, epoch?.ETag);
        },
        cancellationToken);

    // A listing gives 5,000 entries a request: nothing is counted at each upload, where it could go wrong.
    public Task<Result<IReadOnlyDictionary<TenantId, StoredTotals>>> TotalsAsync(CancellationToken cancellationToken) =>
        calls.RunAsync<IReadOnlyDictionary<TenantId, StoredTotals>>(
            "The catalogs",
            async stop =>
            {
                var totals = new Dictionary<TenantId, StoredTotals>();
                await foreach (var blob in account.Grains.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, CatalogNames.Entries, stop))
                {
                    var tenant = CatalogNames.TenantOf(blob.Name);
                    var (videos, bytes) = totals.GetValueOrDefault(tenant);
                    totals[tenant] = new StoredTotals(videos + 1, bytes + CatalogMark.From(blob.Metadata).Bytes);
                }

                return totals;
            },
            cancellationToken);
}
