namespace Triad.Inference.Pictures;

/// <summary>How a package brings pictures of any size to its graph: resized, cropped at the centre, normalised.</summary>
internal sealed record PictureSettings
{
    /// <summary>Frames a second that the decoder is asked for.</summary>
    public required double FrameRate { get; init; }

    /// <summary>The longer side in pixels that a frame of video is scaled down to first where it is larger.</summary>
    public required int LongestSide { get; init; }

    /// <summary>How the size is chosen that a picture is resized to.</summary>
    public required ResizeRule Resize { get; init; }

    /// <summary>The length of the shorter side, or the width.</summary>
    public required int ResizeWidth { get; init; }

    /// <summary>The length of the shorter side, or the height.</summary>
    public required int ResizeHeight { get; init; }

    /// <summary>The filter.</summary>
    public required Resampling Resampling { get; init; }

    /// <summary>The graph's width: what is wider is cropped.</summary>
    public required int Width { get; init; }

    /// <summary>The graph's height: what is higher is cropped.</summary>
    public required int Height { get; init; }

    /// <summary>
    /// True where half a pixel at the crop's edge is rounded to the even number (open_clip); false where it is rounded down.
    /// </summary>
    public required bool CropToEven { get; init; }

    /// <summary>Each value of 0 to 255 is multiplied by it.</summary>
    public required double Rescale { get; init; }

    /// <summary>Subtracted then; red, green, blue.</summary>
    public required IReadOnlyList<double> Mean { get; init; }

    /// <summary>Divides then; red, green, blue.</summary>
    public required IReadOnlyList<double> Std { get; init; }

    /// <summary>All settings as one text: derived data is kept under a hash of it, so it stays the same for ever.</summary>
    public string Key => FormattableString.Invariant(
        $"{FrameRate};{LongestSide};{Resize};{ResizeWidth};{ResizeHeight};{Resampling};{Width};{Height};{CropToEven};{Rescale};")
        + FormattableString.Invariant($"{string.Join(',', Mean)};{string.Join(',', Std)}");
}
