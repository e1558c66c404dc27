namespace Triad.Inference.Frames;

/// <summary>Which frames of a clip are taken, at even distances.</summary>
internal static class FrameChoice
{
    /// <summary>The places of the frames: all, or a fixed number from the first to the last, some twice where there are fewer.</summary>
    /// <param name="count">Frames of the clip, at least one.</param>
    /// <param name="taken">How many are taken; null for all.</param>
    public static int[] Of(int count, int? taken) => taken is not { } number ? [.. Enumerable.Range(0, count)]
        : [.. Enumerable.Range(0, number).Select(i => number == 1 ? 0 : (int)((long)i * (count - 1) / (number - 1)))];

    /// <summary>The places of the frames: all where these are few enough, else the most that may be, from the first to the last.</summary>
    /// <param name="count">Frames of the clip, at least one.</param>
    /// <param name="most">The most that are taken.</param>
    public static int[] AtMost(int count, int most) => Of(count, count > most ? most : null);
}
