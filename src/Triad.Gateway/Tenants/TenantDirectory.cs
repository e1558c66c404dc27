using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Gateway.Errors;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Gateway.Tenants;

/// <summary>Lists tenants over all buckets of the directory.</summary>
internal sealed class TenantDirectory(IGrainFactory grains)
{
    // How many tenants are asked at a time for what they are.
    private const int Batch = 16;

    /// <summary>A page in the order of ids, and whether there are more.</summary>
    public async Task<(IReadOnlyList<TenantSnapshot> Tenants, TenantId? Last)> ListAsync(
        TenantId? after,
        int limit,
        CancellationToken cancellationToken)
    {
        var buckets = await Task.WhenAll(Enumerable.Range(0, TenantDirectoryKey.Buckets).Select(bucket =>
            grains.TenantDirectory(bucket).ListAsync(after, limit + 1, cancellationToken)));
        var ids = buckets.SelectMany(bucket => bucket.OrThrow()).OrderBy(id => id.Value, StringComparer.Ordinal).Take(limit + 1).ToList();
        var page = ids.Take(limit).ToList();
        var tenants = new List<TenantSnapshot>(page.Count);
        foreach (var batch in page.Chunk(Batch))
        {
            var replies = await Task.WhenAll(batch.Select(id =>
                grains.Tenant(id).GetAsync(cancellationToken)));
            // A tenant may be listed a moment before it exists.
            tenants.AddRange(replies
                .Where(result => result.IsOk || result.Error.Reason != ErrorReason.TenantNotFound)
                .Select(result => result.OrThrow()));
        }

        return (tenants, ids.Count > limit ? page[^1] : null);
    }
}
