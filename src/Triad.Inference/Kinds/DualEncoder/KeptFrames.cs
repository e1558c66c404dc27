using System.Numerics.Tensors;
using Triad.Core.Identity;
using Triad.Inference.Frames;

namespace Triad.Inference.Kinds.DualEncoder;

/// <summary>
/// The vectors of a segment's frames as they leave the tower, kept in one vector of unit length beside what is searched: all frames end to end,
/// scaled so that L, the length of all together, becomes q = L / (1 + L); then sqrt(1 - q^2), which makes the length 1. What is missing is zeros.
/// </summary>
internal static class KeptFrames
{
    /// <summary>How many of the first hits are ordered again, as in the paper's evaluation on candidates.</summary>
    public const int Hits = 100;

    /// <summary>The representation.</summary>
    public static RepresentationName Name { get; } = RepresentationName.From("v.frames");

    /// <summary>Numbers in the vector.</summary>
    public static int SizeOf(FrameHead head, int embeddingSize) => (head.MaxFrames * embeddingSize) + 1;

    /// <summary>Puts frames together; of more than the head takes those at even distances.</summary>
    /// <param name="frames">At least one frame.</param>
    /// <param name="head">The head.</param>
    /// <param name="embeddingSize">Numbers of a frame.</param>
    public static float[] Pack(IReadOnlyList<float[]> frames, FrameHead head, int embeddingSize)
    {
        var packed = new float[SizeOf(head, embeddingSize)];
        var places = FrameChoice.AtMost(frames.Count, head.MaxFrames);
        for (var i = 0; i < places.Length; i++)
            frames[places[i]].CopyTo(packed.AsSpan(i * embeddingSize));
        var length = TensorPrimitives.Norm<float>(packed);
        TensorPrimitives.Divide(packed, 1 + length, packed);
        var share = length / (1 + length);
        packed[^1] = MathF.Sqrt(Math.Max(0, 1 - (share * share)));
        return packed;
    }

    /// <summary>The frames again, one after the other.</summary>
    /// <returns>Null where the vector is none of this size, or has no frame.</returns>
    public static float[]? Unpack(ReadOnlySpan<float> packed, FrameHead head, int embeddingSize)
    {
        if (packed.Length != SizeOf(head, embeddingSize))
            return null;
        var frames = packed[..^1];
        var count = head.MaxFrames;
        while (count > 0 && !frames.Slice((count - 1) * embeddingSize, embeddingSize).ContainsAnyExcept(0f))
            count--;
        if (count == 0)
            return null;
        var found = frames[..(count * embeddingSize)].ToArray();
        TensorPrimitives.Divide(found, 1 - TensorPrimitives.Norm<float>(found), found);
        return found;
    }
}
