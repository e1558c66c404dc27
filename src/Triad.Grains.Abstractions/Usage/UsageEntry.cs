using Triad.Core.Identity;
using Triad.Core.Usage;

namespace Triad.Grains.Abstractions.Usage;

/// <summary>A usage event as it crosses between grains.</summary>
/// <param name="Id">See <see cref="UsageEventId"/>.</param>
/// <param name="TenantId">Who is billed.</param>
/// <param name="Kind">The name of one of <see cref="UsageKinds"/>.</param>
/// <param name="Amount">In the kind's unit.</param>
/// <param name="Time">When; its hour is the one that it counts to.</param>
/// <param name="Modality">What was embedded, or empty.</param>
/// <param name="Package">The model package, or empty.</param>
/// <param name="Source">What it was done for, or empty.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.usage.usage-entry")]
public sealed record UsageEntry(
    [property: Id(0)] Guid Id,
    [property: Id(1)] TenantId TenantId,
    [property: Id(2)] string Kind,
    [property: Id(3)] decimal Amount,
    [property: Id(4)] DateTimeOffset Time,
    [property: Id(5)] string Modality,
    [property: Id(6)] string Package,
    [property: Id(7)] string Source)
{
    /// <summary>The entry of an event.</summary>
    public static UsageEntry Of(UsageEvent told) => new(
        told.Id.Value, told.Tenant, told.Kind.Name, told.Amount, told.Time, told.Labels.Modality, told.Labels.Package, told.Labels.Source);

    /// <summary>The event; null where its kind is none of this version.</summary>
    public UsageEvent? ToEvent() => UsageKinds.Find(Kind) is { } kind
        ? new UsageEvent(new UsageEventId(Id), TenantId, kind, Amount, Time, new UsageLabels(Modality, Package, Source))
        : null;
}
