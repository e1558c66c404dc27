namespace Triad.Inference.Pictures;

/// <summary>The part of a resized picture that is wanted, in its pixels.</summary>
/// <param name="Left">First column.</param>
/// <param name="Top">First row.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
internal readonly record struct PictureWindow(int Left, int Top, int Width, int Height);
