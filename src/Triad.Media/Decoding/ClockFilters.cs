using Triad.Media.Timelines;

namespace Triad.Media.Decoding;

/// <summary>
/// Expressions of FFmpeg's filters setpts and asetpts that make a time without jumps and gaps of a file's clock, and say where that clock
/// begins and jumps. The filter fps would fill a gap with frames, and drop what follows a step back. A file that never jumps keeps its own
/// clock to the last bit. Variables: 0 the clock of the frame before (of its end, for sound), 1 the same in the time made, 2 the interval
/// of frames, 3 what is subtracted, 4 the run's first tick, 5 the clock now, 6 the time made now, 7 the step of the clock, 8 the tick of
/// the new run, 9 scratch.
/// </summary>
internal static class ClockFilters
{
    /// <summary>The expression for frames.</summary>
    /// <param name="start">The file's clock at which the time line begins, in seconds.</param>
    /// <param name="rate">Frames a second that are wanted.</param>
    /// <param name="streamRate">The stream's mean frames a second; 0 where unknown.</param>
    public static string Frames(double start, double rate, double streamRate)
    {
        var interval = Math.Min(1 / (streamRate > 0 ? streamRate : rate), TimeRules.FrameGap(streamRate));

        // A run begins at a whole tick, after at least one tick of the run before: a run alone gives the same frames.
        var newTick = $"st(8,max(round((ld(1)+ld(2))*{Text(rate)}),ld(4)+1))";
        var ahead = $"st(9,ld(5)-ld(3));st(6,ld(9)-(round(ld(9)*{Text(rate)})-ld(8))/{Text(rate)})";
        var back = $"st(6,ld(8)/{Text(rate)})";
        var jump = $"{newTick};if(gt(ld(7),0),{ahead},{back});st(3,ld(5)-ld(6));st(4,ld(8));{Tell("ld(0)", isSound: false)}";
        var first = $"st(2,{Text(interval)});st(3,{Text(start)});st(6,ld(5)-ld(3));st(4,round(ld(6)*{Text(rate)}));{Tell("ld(5)", isSound: false)}";
        var goOn = "st(6,ld(5)-ld(3));if(gt(ld(7),0),st(2,ld(7)),0)";
        return $"st(5,if(isnan(T),if(eq(N,0),{Text(start)},ld(0)+ld(2)),T));"
            + $"if(eq(N,0),{first},st(7,ld(5)-ld(0));if({Jumps(TimeRules.FrameGap(streamRate))},{jump},{goOn}));"
            + "st(0,ld(5));st(1,ld(6));if(isnan(PTS),ld(6)/TB,PTS-ld(3)/TB)";
    }

    /// <summary>The expression for sound.</summary>
    /// <param name="start">The file's clock at which the time line begins, in seconds.</param>
    public static string Sound(double start)
    {
        var jump = $"st(6,ld(1));st(3,ld(5)-ld(6));{Tell("ld(0)", isSound: true)}";
        var first = $"st(3,{Text(start)});st(6,ld(5)-ld(3));{Tell("ld(5)", isSound: true)}";
        return $"st(5,if(isnan(T),if(eq(N,0),{Text(start)},ld(0)),T));"
            + $"if(eq(N,0),{first},st(7,ld(5)-ld(0));if({Jumps(TimeRules.SoundGap)},{jump},st(6,ld(5)-ld(3))));"
            + "st(0,ld(5)+NB_SAMPLES/SR);st(1,ld(6)+NB_SAMPLES/SR);if(isnan(PTS),ld(6)/TB,PTS-ld(3)/TB)";
    }

    /// <summary>The expression behind the filter fps: a mark for each frame.</summary>
    public static string FrameMark => $"PTS+0*{MarkReader.OfFrame("N")}";

    /// <summary>The expression behind the filter aresample: a mark for each block of samples, and how many they are.</summary>
    /// <param name="output">Which output of sound it is.</param>
    public static string SoundMark(int output) => $"PTS+0*{MarkReader.OfSound("NB_SAMPLES", output)}";

    private static string Jumps(double gap) => $"lt(ld(7),-{Text(TimeRules.Back)})+gt(ld(7),{Text(gap)})";

    private static string Tell(string previous, bool isSound) =>
        $"{MarkReader.Time(previous, isSound)};{MarkReader.Time("ld(5)", isSound)};{MarkReader.Time("ld(6)", isSound)}";

    private static string Text(double number) => FormattableString.Invariant($"{number:0.######}");
}
