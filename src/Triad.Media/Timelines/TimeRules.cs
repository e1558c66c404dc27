namespace Triad.Media.Timelines;

/// <summary>When a stream's clock jumps. The decoder's filters and the scan of the packets go by the same numbers.</summary>
internal static class TimeRules
{
    /// <summary>A clock that goes back by more seconds than this begins again; less is a muxer's unsteady hand.</summary>
    public const double Back = 0.1;

    /// <summary>Sound that is missing for more seconds than this leaves a gap; less is filled with silence.</summary>
    public const double SoundGap = 10;

    private const double ShortestFrameGap = 10;
    private const double LongestFrameGap = 60;
    private const double UsualFrames = 3;

    /// <summary>A frame stands for as many seconds when no other comes; a slide show's own pace counts, up to a minute.</summary>
    /// <param name="frameRate">The stream's mean frames a second; 0 where unknown.</param>
    public static double FrameGap(double frameRate) =>
        frameRate > 0 ? Math.Clamp(UsualFrames / frameRate, ShortestFrameGap, LongestFrameGap) : ShortestFrameGap;
}
