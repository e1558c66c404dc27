using System.Collections.Immutable;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Gateway.Tenants;

/// <summary>Paths of quotas in a mask of what is to change.</summary>
internal static class QuotaPaths
{
    private static readonly Dictionary<string, ImmutableArray<TenantQuota>> Paths = new(StringComparer.Ordinal)
    {
        ["quotas"] = [.. Enum.GetValues<TenantQuota>()],
        ["quotas.videos"] = [TenantQuota.Videos],
        ["quotas.media_seconds"] = [TenantQuota.MediaSeconds],
        ["quotas.stored_bytes"] = [TenantQuota.StoredBytes],
        ["quotas.concurrent_ingests"] = [TenantQuota.ConcurrentIngests],
        ["quotas.queries_per_second"] = [TenantQuota.QueriesPerSecond],
        ["quotas.embed_seconds_per_day"] = [TenantQuota.EmbedSecondsPerDay],
        ["quotas.bytes_sent_per_day"] = [TenantQuota.BytesSentPerDay],
    };

    /// <summary>The quotas that a path names; null where it names none.</summary>
    public static ImmutableArray<TenantQuota>? Find(string path) => Paths.TryGetValue(path, out var quotas) ? quotas : null;
}
