using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Triad.Media.Decoding;

/// <summary>Counts FFmpeg's messages about single inputs, and remembers the last message of each.</summary>
internal sealed partial class StreamErrors
{
    /// <summary>Messages about no input in particular.</summary>
    public const int AnyInput = -1;

    private readonly ConcurrentDictionary<int, (int Count, string Last)> _inputs = new();

    /// <summary>Takes in a message.</summary>
    public void Add(string message)
    {
        // Of streams that are not decoded, and of raw output, which has no times.
        if (message.Contains("not on whitelist", StringComparison.Ordinal) || message.Contains("non monotonically increasing dts", StringComparison.Ordinal))
            return;
        var match = InputNumber().Match(message);
        _inputs.AddOrUpdate(
            match.Success ? match.Groups[1].ValueSpan[0] - '0' : AnyInput, (1, message), (_, before) => (before.Count + 1, message));
    }

    /// <summary>The last message about an input, else the last about none in particular, else null.</summary>
    public string? About(int input) =>
        _inputs.TryGetValue(input, out var own) || _inputs.TryGetValue(AnyInput, out own) ? own.Last : null;

    /// <summary>How many messages there were about an input, and the last.</summary>
    public (int Count, string Last) Of(int input) => _inputs.TryGetValue(input, out var own) ? own : (0, string.Empty);

    // "Error while decoding stream #0:1", "[vist#0:0/h264 ...]", "Error opening decoder for input stream #0:1".
    [GeneratedRegex(@"(?:stream |ist|in)#([01]):\d+", RegexOptions.CultureInvariant)]
    private static partial Regex InputNumber();
}
