namespace Triad.Inference.Sound;

/// <summary>
/// The windows that long sound is heard in: as few as are no more than a hop apart, all of them whole, the first at the sound's start, the last
/// at its end, the others evenly between. So neither a short rest nor silence behind the end counts as much as what is heard.
/// </summary>
internal static class SoundWindows
{
    /// <summary>Where the windows of a sound are, in samples.</summary>
    /// <param name="samples">Samples of the sound; at least 1.</param>
    /// <param name="input">What hears them.</param>
    public static IReadOnlyList<(int Start, int Length)> Cut(int samples, ISoundInput input)
    {
        if (samples <= input.Window)
            return [(0, samples)];
        var count = Count(samples, input);
        return [.. Enumerable.Range(0, count).Select(i =>
            ((int)((long)(samples - input.Window) * i / (count - 1)), input.Window))];
    }

    /// <summary>How many windows a sound has.</summary>
    public static int Count(int samples, ISoundInput input) => 1 + ((Math.Max(0, samples - input.Window) + input.Hop - 1) / input.Hop);
}
