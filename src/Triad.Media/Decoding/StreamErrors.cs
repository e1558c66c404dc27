using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Triad.Media.Decoding;

/// <summary>Counts FFmpeg's messages about single inputs, and remembers the last message of each.</summary>
internal sealed partial class StreamErrors
{
    private const int AnyInput = -1;
    private readonly ConcurrentDictionary<int, string> _last = new();

    /// <summary>Takes in a message.</summary>
    public void Add(string message)
    {
        var match = InputNumber().Match(message);
        _last[match.Success ? match.Groups[1].ValueSpan[0] - '0' : AnyInput] = message;
    }

    /// <summary>The last message about an input, else the last about none in particular, else null.</summary>
    public string? About(int input) => _last.TryGetValue(input, out var own) || _last.TryGetValue(AnyInput, out own) ? own : null;

    // "Error while decoding stream #0:1", "[vist#0:0/h264 ...]", "Error opening decoder for input stream #0:1".
    [GeneratedRegex(@"(?:stream |ist|in)#([01]):\d+", RegexOptions.CultureInvariant)]
    private static partial Regex InputNumber();
}
