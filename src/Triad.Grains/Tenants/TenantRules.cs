using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions.Erasure;
using Triad.Grains.Abstractions.Plans;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Grains.Tenants;

/// <summary>What a tenant's state becomes.</summary>
internal static class TenantRules
{
    /// <param name="tenant">The tenant.</param>
    /// <param name="state">Its state.</param>
    /// <param name="request">What is to change.</param>
    /// <param name="terms">What the plan gives that the tenant then has.</param>
    public static Result<TenantState> Update(TenantId tenant, TenantState state, UpdateTenant request, PlanTerms terms)
    {
        var next = state with
        {
            DisplayName = request.DisplayName ?? state.DisplayName,
            Plan = request.Plan ?? state.Plan,
            HasPlan = request.Plan is { } plan ? plan.Length > 0 : state.HasPlan,
            Weight = request.ChangesWeight ? request.Weight : state.Weight,
            Retention = request.Retention is { } retention ? retention.To : state.Retention,
            Quotas = request.Quotas is { } change ? Changed(state.Quotas, change) : state.Quotas,
            AllowedPackages = request.AllowedPackages is { } packages && !packages.SequenceEqual(state.AllowedPackages) ? packages : state.AllowedPackages,
        };
        var binds = request.AllowedPackages is not null || request.Plan is not null;
        return binds && TenantTerms.CheckUse(next, terms) is { } refused ? refused : Change(tenant, state, next);
    }

    /// <summary>True where its videos may have a retention after the change that they had not before; a plan may get one at any time.</summary>
    public static bool MayBeginToAge(UpdateTenant request, TenantState next) =>
        (request.Retention is not null || request.Plan is not null) && (next.Retention is not null || next.HasPlan);

    public static Result<TenantState> Suspend(TenantId tenant, TenantState state, string reason) =>
        Change(tenant, state, state with { Status = TenantStatus.Suspended, SuspendReason = reason });

    public static Result<TenantState> Resume(TenantId tenant, TenantState state) =>
        Change(tenant, state, state with { Status = TenantStatus.Active, SuspendReason = string.Empty });

    /// <summary>True where the tenant is being erased: nothing of it is changed any more.</summary>
    public static bool IsClosed(TenantState state) => state.Status == TenantStatus.Deleting;

    /// <summary>The refusal of a change of a tenant that is being erased.</summary>
    public static Error Closed(TenantId tenant) => Error.Of(
        ErrorReason.TenantSuspended, "tenant_id", tenant, "is being erased", "It cannot be brought back; choose another id for a new tenant.");

    /// <summary>The refusal of a new tenant whose id one had that was erased, or is being erased.</summary>
    public static Error WasErased(TenantId tenant, ReceiptEntry erasure) => Error.Of(
        ErrorReason.TenantExists,
        "tenant_id",
        tenant,
        erasure.FinishedAt is { } finished
            ? FormattableString.Invariant($"was the id of a tenant that was erased at {finished.UtcDateTime:u}")
            : "is the id of a tenant that is being erased",
        "Choose another id: receipts and backups would take the new tenant for the old one.");

    /// <summary>The shards whose files are in the media store.</summary>
    public static ImmutableArray<OffloadedShardState> Offloaded(TenantState state) => state.Offloaded.IsDefault ? [] : state.Offloaded;

    /// <summary>The state in which a shard's file is in the media store, or is not where there are no bytes; the same where it says so already.</summary>
    public static TenantState WithOffloaded(TenantState state, int shard, long? bytes)
    {
        var known = Offloaded(state).FirstOrDefault(one => one.Shard == shard);
        if (known?.Bytes == bytes)
            return state;
        var others = Offloaded(state).RemoveAll(one => one.Shard == shard);
        return state with { Offloaded = bytes is { } some ? others.Add(new OffloadedShardState { Shard = shard, Bytes = some }) : others };
    }

    private static Result<TenantState> Change(TenantId tenant, TenantState state, TenantState next) => IsClosed(state) ? Closed(tenant) : next;

    /// <summary>Quotas with some of them changed.</summary>
    public static TenantQuotaState Changed(TenantQuotaState quotas, QuotaChange change) => change.Changed.Aggregate(
        quotas,
        (changed, quota) => quota switch
        {
            TenantQuota.Videos => changed with { Videos = change.To.Videos },
            TenantQuota.MediaSeconds => changed with { MediaSeconds = change.To.MediaSeconds },
            TenantQuota.StoredBytes => changed with { StoredBytes = change.To.StoredBytes },
            TenantQuota.ConcurrentIngests => changed with { ConcurrentIngests = change.To.ConcurrentIngests },
            TenantQuota.QueriesPerSecond => changed with { QueriesPerSecond = change.To.QueriesPerSecond },
            TenantQuota.EmbedSecondsPerDay => changed with { EmbedSecondsPerDay = change.To.EmbedSecondsPerDay },
            _ => changed with { BytesSentPerDay = change.To.BytesSentPerDay },
        });
}
