using Triad.Core.Modality;

namespace Triad.Grains.Abstractions.Videos;

/// <summary>How one modality of a video fared.</summary>
/// <param name="Modality">Text, video or audio.</param>
/// <param name="Present">True where segments have it.</param>
/// <param name="Problem">Why it is missing or ends early, or null.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.videos.modality-status")]
public sealed record ModalityStatus(
    [property: Id(0)] Modalities Modality,
    [property: Id(1)] bool Present,
    [property: Id(2)] string? Problem);
