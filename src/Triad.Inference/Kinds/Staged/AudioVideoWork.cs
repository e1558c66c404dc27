using Triad.Inference.Scheduling;

namespace Triad.Inference.Kinds.Staged;

/// <summary>The states of a sound and of a clip on their way to the vector of both.</summary>
/// <param name="sound">A state a tick.</param>
/// <param name="ticks">How many.</param>
/// <param name="pictures">A state a frame.</param>
/// <param name="frames">How many.</param>
internal sealed class AudioVideoWork(float[] sound, int ticks, float[] pictures, int frames) : StageWork((ticks << FrameBits) | frames)
{
    /// <summary>The most ticks that a row may have: some 90 minutes.</summary>
    public const int MostTicks = (1 << (31 - FrameBits)) - 1;

    /// <summary>The most frames that a row may have.</summary>
    public const int MostFrames = (1 << FrameBits) - 1;

    private const int FrameBits = 14;

    /// <summary>A state a tick.</summary>
    public float[] Sound => sound;

    /// <summary>A state a frame.</summary>
    public float[] Pictures => pictures;

    /// <summary>The ticks of rows of a length.</summary>
    public static int TicksOf(int length) => length >> FrameBits;

    /// <summary>The frames of rows of a length.</summary>
    public static int FramesOf(int length) => length & MostFrames;
}
