using Triad.Core.Identity;
using Triad.Grains.Abstractions.Keys;
using Triad.Grains.Abstractions.Plans;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Grains.Tenants;

/// <summary>Maps a tenant's state to and from what crosses the wire between grains.</summary>
internal static class TenantMapper
{
    public static TenantSnapshot ToSnapshot(TenantId tenantId, TenantState state, PlanTerms terms) =>
        new(
            tenantId,
            state.DisplayName,
            state.Plan,
            state.Status,
            state.ModelPackage,
            SpaceId.From(state.Space),
            TenantTerms.Quotas(ToQuotas(state.Quotas), terms),
            state.ShardCount,
            state.ShardMapVersion,
            state.CreatedAt)
        {
            Lineage = state.Lineage,
            LastLineage = state.LastLineage,
            Other = state.Change is { } change ? new TenantLineage(change.Lineage, change.ModelPackage, SpaceId.From(change.Space)) : null,
            Phase = state.Change?.Phase ?? ModelChangePhase.None,
            IsSwitching = state.Change?.IsSwitching ?? false,
            ChangeStartedAt = state.Change?.StartedAt,
            CutOverAt = state.Change?.CutOverAt,
            SuspendReason = state.SuspendReason,
            OwnQuotas = ToQuotas(state.Quotas),
            HasPlan = state.HasPlan,
            Weight = state.Weight ?? terms.Weight,
            AllowedPackages = TenantTerms.AllowedPackages(state.AllowedPackages, terms),
            OwnAllowedPackages = state.AllowedPackages,
            PlanRetention = terms.Retention,
            Tier = terms.Tier,
            Retention = state.Retention,
            OffloadedBytes = TenantRules.Offloaded(state).Sum(shard => shard.Bytes),
        };

    public static TenantQuotas ToQuotas(TenantQuotaState quotas) =>
        new(
            quotas.Videos,
            quotas.MediaSeconds,
            quotas.StoredBytes,
            quotas.ConcurrentIngests,
            quotas.QueriesPerSecond,
            quotas.EmbedSecondsPerDay)
        {
            BytesSentPerDay = quotas.BytesSentPerDay,
        };

    public static TenantQuotaState ToState(TenantQuotas quotas) =>
        new()
        {
            Videos = quotas.Videos,
            MediaSeconds = quotas.MediaSeconds,
            StoredBytes = quotas.StoredBytes,
            ConcurrentIngests = quotas.ConcurrentIngests,
            QueriesPerSecond = quotas.QueriesPerSecond,
            EmbedSecondsPerDay = quotas.EmbedSecondsPerDay,
            BytesSentPerDay = quotas.BytesSentPerDay,
        };

    public static ApiKeySnapshot ToSnapshot(TenantId? tenantId, TenantKeyState key) =>
        new(ApiKeyId.From(key.KeyId), tenantId, key.DisplayName, key.Scopes, key.CreatedAt, key.ExpiresAt);
}
