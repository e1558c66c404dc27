using Triad.Core.Modality;

namespace Triad.Grains.Videos;

/// <summary>One decoded stream of a video.</summary>
[GenerateSerializer]
[Alias("triad.state.stream")]
public sealed record StreamState
{
    /// <summary>Video or audio.</summary>
    [Id(0)]
    public Modalities Modality { get; init; }

    /// <summary>FFmpeg's codec name.</summary>
    [Id(1)]
    public string Codec { get; init; } = string.Empty;

    /// <summary>Pixels.</summary>
    [Id(2)]
    public int Width { get; init; }

    /// <summary>Pixels.</summary>
    [Id(3)]
    public int Height { get; init; }

    /// <summary>Frames a second; 0 where unknown.</summary>
    [Id(4)]
    public double FrameRate { get; init; }

    /// <summary>Samples a second.</summary>
    [Id(5)]
    public int SampleRate { get; init; }

    /// <summary>Channels.</summary>
    [Id(6)]
    public int Channels { get; init; }
}
