namespace Triad.Inference.Sound;

/// <summary>What stands before the first and behind the last sample of frames that are centred: the clip, mirrored at its ends.</summary>
internal static class ReflectedEdges
{
    /// <summary>Fills both edges.</summary>
    /// <param name="padded">The clip in the middle, with edges of <paramref name="edge"/> samples.</param>
    /// <param name="edge">Samples of an edge.</param>
    public static void Fill(Span<double> padded, int edge)
    {
        var clip = padded[edge..^edge];
        for (var i = 1; i <= edge; i++)
        {
            padded[edge - i] = clip[Reflect(-i, clip.Length)];
            padded[edge + clip.Length - 1 + i] = clip[Reflect(clip.Length - 1 + i, clip.Length)];
        }
    }

    private static int Reflect(int index, int length)
    {
        if (length == 1)
            return 0;
        var period = 2 * (length - 1);
        var folded = ((index % period) + period) % period;
        return folded < length ? folded : period - folded;
    }
}
