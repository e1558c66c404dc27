namespace Triad.Core.Media;

/// <summary>Decoded frames: rgb24, row by row, frame after frame.</summary>
/// <param name="Pixels">Count x Height x Width x 3 bytes.</param>
/// <param name="Count">Number of frames.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
public sealed record FrameClip(ReadOnlyMemory<byte> Pixels, int Count, int Width, int Height)
{
    /// <summary>True for a still picture: a model may look at it more closely than at a frame of a video.</summary>
    public bool IsPicture { get; init; }
}
