using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Quotas;

/// <summary>Room for a video that is being uploaded.</summary>
/// <param name="VideoId">The video to be.</param>
/// <param name="Mark">Tells apart uploads of one video: the media store's name of the bytes.</param>
/// <param name="Bytes">What is needed in all.</param>
/// <param name="Wanted">What is welcome in all, at least <paramref name="Bytes"/>: who does not know the size asks seldom.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.quotas.space-request")]
public sealed record SpaceRequest(
    [property: Id(0)] VideoId VideoId,
    [property: Id(1)] string Mark,
    [property: Id(2)] long Bytes,
    [property: Id(3)] long Wanted);
