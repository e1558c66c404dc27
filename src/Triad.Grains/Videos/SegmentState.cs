using Triad.Core.Modality;

namespace Triad.Grains.Videos;

/// <summary>One segment of a video.</summary>
[GenerateSerializer]
[Alias("triad.state.segment")]
public sealed record SegmentState
{
    /// <summary>From 0.</summary>
    [Id(0)]
    public int Index { get; init; }

    /// <summary>From the start of the video.</summary>
    [Id(1)]
    public TimeSpan Start { get; init; }

    /// <summary>The instant after the last.</summary>
    [Id(2)]
    public TimeSpan End { get; init; }

    /// <summary>The modalities that it has.</summary>
    [Id(3)]
    public Modalities Mask { get; init; }

    /// <summary>Its caption text; empty where there is none.</summary>
    [Id(4)]
    public string Text { get; init; } = string.Empty;
}
