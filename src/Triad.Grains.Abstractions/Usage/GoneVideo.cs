using Triad.Core.Identity;
using Triad.Core.Usage;

namespace Triad.Grains.Abstractions.Usage;

/// <summary>
/// A video that is being deleted, so that the hours that it was stored are billed when its entry in the catalog is gone. Its name is not in it: a ledger
/// stays when all else is erased.
/// </summary>
/// <param name="Item">Tells it from others: <see cref="UsageEventId.OfItem"/>.</param>
/// <param name="CreatedAt">When it was uploaded.</param>
/// <param name="DeletedAt">When its deletion began.</param>
/// <param name="Bytes">Bytes of its upload.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.usage.gone-video")]
public sealed record GoneVideo(
    [property: Id(0)] Guid Item,
    [property: Id(1)] DateTimeOffset CreatedAt,
    [property: Id(2)] DateTimeOffset DeletedAt,
    [property: Id(3)] long Bytes)
{
    /// <summary>The note of a video.</summary>
    public static GoneVideo Of(TenantId tenant, VideoId video, DateTimeOffset createdAt, DateTimeOffset deletedAt, long bytes) =>
        new(UsageEventId.OfItem(tenant, video, createdAt).Value, createdAt, deletedAt, bytes);
}
