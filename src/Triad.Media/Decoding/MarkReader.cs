using System.Globalization;
using System.Text.RegularExpressions;

namespace Triad.Media.Decoding;

/// <summary>Tells what filters print from FFmpeg's messages, by the level that each prints with.</summary>
/// <param name="sounds">How many outputs of sound there are.</param>
internal sealed partial class MarkReader(int sounds)
{
    // The marks of several outputs of sound have one level: the fraction of the number tells them apart.
    private const int Fractions = 1000;

    // FFmpeg's numbers of the levels. The quietest has no name, and its lines are bare numbers.
    private const int FrameMark = -8;
    private const int SoundMark = 0;
    private const int SoundTime = 8;
    private const int FrameTime = 16;

    /// <summary>What is said of the frames.</summary>
    public StreamMarks Frames { get; } = new();

    /// <summary>What is said of the sound, an output each.</summary>
    public IReadOnlyList<StreamMarks> Sound { get; } = [.. Enumerable.Range(0, sounds).Select(_ => new StreamMarks())];

    /// <summary>An expression that prints the time of a frame.</summary>
    public static string Time(string expression, bool isSound) => FormattableString.Invariant($"print({expression},{(isSound ? SoundTime : FrameTime)})");

    /// <summary>An expression that prints the mark of a frame.</summary>
    public static string OfFrame(string expression) => FormattableString.Invariant($"print({expression},{FrameMark})");

    /// <summary>An expression that prints the mark of a block of samples.</summary>
    /// <param name="expression">How many they are.</param>
    /// <param name="output">Which output of sound they are of.</param>
    public static string OfSound(string expression, int output) => output == 0
        ? FormattableString.Invariant($"print({expression},{SoundMark})")
        : FormattableString.Invariant($"print({expression}+{(double)output / Fractions:0.000},{SoundMark})");

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
                foreach (var sound in Sound)
                    sound.AddTime(number);
                break;
            case "panic":
                AddSoundMark(Math.Clamp(number, 0, int.MaxValue));
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
        foreach (var sound in Sound)
            sound.End();
    }

    private void AddSoundMark(double number)
    {
        var thousandths = (long)Math.Round(number * Fractions);
        var output = (int)(thousandths % Fractions);
        if (output < Sound.Count)
            Sound[output].AddMark(thousandths / Fractions);
    }

    [GeneratedRegex(@"^(?:\[(error|fatal|panic)\] )?(-?\d{1,18}\.\d{1,9})$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}
