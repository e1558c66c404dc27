using Triad.Core.Identity;
using Triad.Grains.Abstractions.Keys;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Grains.Tenants;

/// <summary>Maps a tenant's state to and from what crosses the wire between grains.</summary>
internal static class TenantMapper
{
    public static TenantSnapshot ToSnapshot(TenantId tenantId, TenantState state) =>
        new(
            tenantId,
            state.DisplayName,
            state.Plan,
            state.Status,
            state.ModelPackage,
            SpaceId.From(state.Space),
            new TenantQuotas(
                state.Quotas.Videos,
                state.Quotas.MediaSeconds,
                state.Quotas.StoredBytes,
                state.Quotas.ConcurrentIngests,
                state.Quotas.QueriesPerSecond,
                state.Quotas.EmbedSecondsPerDay),
            state.ShardCount,
            state.ShardMapVersion,
            state.CreatedAt);

    public static TenantQuotaState ToState(TenantQuotas quotas) =>
        new()
        {
            Videos = quotas.Videos,
            MediaSeconds = quotas.MediaSeconds,
            StoredBytes = quotas.StoredBytes,
            ConcurrentIngests = quotas.ConcurrentIngests,
            QueriesPerSecond = quotas.QueriesPerSecond,
            EmbedSecondsPerDay = quotas.EmbedSecondsPerDay,
        };

    public static ApiKeySnapshot ToSnapshot(TenantId tenantId, TenantKeyState key) =>
        new(ApiKeyId.From(key.KeyId), tenantId, key.DisplayName, key.Scopes, key.CreatedAt, key.ExpiresAt);
}
