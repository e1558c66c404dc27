using System.Collections.Immutable;
using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Webhooks;

/// <summary>A webhook, without its secrets.</summary>
/// <param name="Id">Which webhook it is.</param>
/// <param name="TenantId">The tenant.</param>
/// <param name="Url">Where events are posted to.</param>
/// <param name="EventTypes">The types that it takes; empty for all.</param>
/// <param name="Paused">Whether nothing is sent.</param>
/// <param name="PauseReason">Why the platform has paused it; empty where it has not.</param>
/// <param name="CreatedAt">When it was made.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.webhooks.snapshot")]
public sealed record WebhookSnapshot(
    [property: Id(0)] string Id,
    [property: Id(1)] TenantId TenantId,
    [property: Id(2)] string Url,
    [property: Id(3)] ImmutableArray<string> EventTypes,
    [property: Id(4)] bool Paused,
    [property: Id(5)] string PauseReason,
    [property: Id(6)] DateTimeOffset CreatedAt)
{
    /// <summary>Until when the secret of before signs too; null where it does not.</summary>
    [Id(7)]
    public DateTimeOffset? OldSecretUntil { get; init; }

    /// <summary>How many deliveries wait.</summary>
    [Id(8)]
    public long Pending { get; init; }

    /// <summary>How many are dead.</summary>
    [Id(9)]
    public long Dead { get; init; }

    /// <summary>How many events were dropped.</summary>
    [Id(10)]
    public long Dropped { get; init; }

    /// <summary>When the last one was dropped; null where none was.</summary>
    [Id(11)]
    public DateTimeOffset? DroppedAt { get; init; }
}
