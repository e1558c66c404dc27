namespace Triad.Inference.Frames;

/// <summary>The picture front-end of a model package.</summary>
internal sealed record VideoSettings
{
    /// <summary>Frames a second that the decoder is asked for.</summary>
    public required double FrameRate { get; init; }

    /// <summary>Consecutive frames that become one token.</summary>
    public required int FramesPerToken { get; init; }

    /// <summary>Frame width in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Frame height in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>Subtracted from x/255; red, green, blue.</summary>
    public required IReadOnlyList<double> Mean { get; init; }

    /// <summary>Divides after the mean was subtracted; red, green, blue.</summary>
    public required IReadOnlyList<double> Std { get; init; }

    /// <summary>Tokens of a clip: the last one may stand for fewer frames, of which the last is repeated.</summary>
    public int TokenCount(int frames) => (frames + FramesPerToken - 1) / FramesPerToken;
}
