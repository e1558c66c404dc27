namespace Triad.Inference.Pictures;

/// <summary>The filter by which a picture's size is changed; widened where the picture becomes smaller (antialiased).</summary>
internal enum Resampling
{
    /// <summary>A triangle over one pixel to each side.</summary>
    Bilinear,

    /// <summary>Cubic convolution over two pixels to each side, a = -0.5.</summary>
    Bicubic,
}
