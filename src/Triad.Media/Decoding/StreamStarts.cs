using System.Globalization;
using System.Text.RegularExpressions;

namespace Triad.Media.Decoding;

/// <summary>
/// When frames and sound begin, on the file's clock. Raw output carries no times, and what containers announce is often wrong, so a
/// filter prints the time of the first frame it gets, before any frame leaves it; the level of the message tells frames from sound.
/// </summary>
internal sealed partial class StreamStarts
{
    /// <summary>Addend of a filter's expression for the time of a frame: it is nothing, and prints the first frame's time.</summary>
    public const string TellFrames = "+0*if(eq(N,0),print(if(isnan(T),0,T),16))";

    /// <summary>The same for sound.</summary>
    public const string TellSound = "+0*if(eq(N,0),print(if(isnan(T),0,T),8))";

    private readonly TaskCompletionSource<double> _frames = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<double> _sound = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The time of the first frame in seconds.</summary>
    public Task<double> Frames => _frames.Task;

    /// <summary>The time of the first sample in seconds.</summary>
    public Task<double> Sound => _sound.Task;

    /// <summary>Takes a line of messages in.</summary>
    /// <returns>False where it is about something else.</returns>
    public bool TryAdd(string line)
    {
        var match = Form().Match(line);
        if (!match.Success)
            return false;
        var seconds = double.Parse(match.Groups[2].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture);

        // A change in the middle of a stream makes new filters, which print again: only the first time counts.
        (match.Groups[1].ValueSpan is "error" ? _frames : _sound).TrySetResult(seconds);
        return true;
    }

    [GeneratedRegex(@"^\[(error|fatal)\] (-?\d{1,18}\.\d{1,9})$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}
