using System.Globalization;
using System.Text.RegularExpressions;

namespace Triad.Media.Decoding;

/// <summary>Tells what filters print from FFmpeg's messages, by the level that each prints with.</summary>
internal sealed partial class MarkReader
{
    // FFmpeg's numbers of the levels. The quietest has no name, and its lines are bare numbers.
    private const int FrameMark = -8;
    private const int SoundMark = 0;
    private const int SoundTime = 8;
    private const int FrameTime = 16;

    /// <summary>What is said of the frames.</summary>
    public StreamMarks Frames { get; } = new();

    /// <summary>What is said of the sound.</summary>
    public StreamMarks Sound { get; } = new();

    /// <summary>An expression that prints the time of a frame.</summary>
    public static string Time(string expression, bool isSound) => FormattableString.Invariant($"print({expression},{(isSound ? SoundTime : FrameTime)})");

    /// <summary>An expression that prints a mark.</summary>
    public static string Mark(string expression, bool isSound) => FormattableString.Invariant($"print({expression},{(isSound ? SoundMark : FrameMark)})");

    /// <summary>Takes a line of messages in.</summary>
    /// <returns>False where it is about something else.</returns>
    public bool TryAdd(string line)
    {
        var match = Form().Match(line);
        if (!match.Success)
            return false;
        var number = double.Parse(match.Groups[2].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture);
        switch (match.Groups[1].ValueSpan)
        {
            case "error":
                Frames.AddTime(number);
                break;
            case "fatal":
                Sound.AddTime(number);
                break;
            case "panic":
                Sound.AddMark((long)Math.Clamp(number, 0, int.MaxValue));
                break;
            default:
                Frames.AddMark(1);
                break;
        }

        return true;
    }

    /// <summary>The process has said all.</summary>
    public void End()
    {
        Frames.End();
        Sound.End();
    }

    [GeneratedRegex(@"^(?:\[(error|fatal|panic)\] )?(-?\d{1,18}\.\d{1,9})$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}
