using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions.Holds;

namespace Triad.Grains.Holds;

/// <summary>What holds are and what they forbid.</summary>
internal static class HoldRules
{
    /// <summary>Most holds of a tenant, lifted ones included: each change writes all of them.</summary>
    public const int MaxHolds = 5_000;

    /// <summary>True where a hold forbids the deletion of a video; of the tenant where it is null.</summary>
    public static bool Forbids(HoldState hold, VideoId? video) =>
        hold.LiftedAt is null && (video is null || hold.VideoId.Length == 0 || hold.VideoId == video.Value.Value);

    /// <summary>The refusal of a deletion.</summary>
    public static Error Held(TenantId tenant, VideoId? video, HoldState hold)
    {
        var what = hold.VideoId.Length == 0 ? $"the tenant '{tenant}'" : $"its video '{hold.VideoId}'";
        return Error.Of(
            ErrorReason.Held,
            video is null ? "tenant_id" : "video_id",
            video?.Value ?? tenant.Value,
            $"must not be deleted: the hold '{hold.Id}' on {what} forbids it since {hold.PlacedAt:yyyy-MM-dd} ({hold.Reason})",
            $"Have an operator lift it: triad hold lift {tenant} {hold.Id}");
    }

    /// <summary>There is no such hold.</summary>
    public static Error NotFound(string holdId) => Error.Of(
        ErrorReason.HoldNotFound, "hold_id", holdId, "is no hold of the tenant", "List the tenant's holds.");

    /// <summary>A hold as it crosses.</summary>
    public static Hold ToHold(TenantId tenant, HoldState state) =>
        new(state.Id, tenant, state.VideoId.Length > 0 ? VideoId.From(state.VideoId) : null, state.Reason, state.PlacedBy, state.PlacedAt)
        {
            LiftedAt = state.LiftedAt,
            LiftedBy = state.LiftedBy,
            LiftReason = state.LiftReason,
        };
}
