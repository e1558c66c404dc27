using Triad.Core.Modality;

namespace Triad.Grains.Videos;

/// <summary>How one modality of a video fared.</summary>
[GenerateSerializer]
[Alias("triad.state.modality")]
public sealed record ModalityState
{
    /// <summary>Text, video or audio.</summary>
    [Id(0)]
    public Modalities Modality { get; init; }

    /// <summary>True where segments have it.</summary>
    [Id(1)]
    public bool Present { get; init; }

    /// <summary>Why it is missing or ends early, or null.</summary>
    [Id(2)]
    public string? Problem { get; init; }
}
