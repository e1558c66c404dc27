using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Triad.Testing.Servers;

/// <summary>The errors in a server's console log.</summary>
public sealed partial class ErrorLog
{
    private readonly Lock _lock = new();
    private ImmutableList<string> _lines = [];
    private ImmutableList<string> _expected = [];

    public ImmutableList<string> Lines
    {
        get
        {
            lock (_lock)
                return _lines;
        }
    }

    /// <summary>Errors that no expectation covers.</summary>
    public IEnumerable<string> Unexpected => Lines.Where(line => !_expected.Any(text => line.Contains(text, StringComparison.Ordinal)));

    public void Expect(string text) => _expected = _expected.Add(text);

    public void Read(string? line)
    {
        if (line is null || !Error().IsMatch(line))
            return;
        lock (_lock)
            _lines = _lines.Add(line);
    }

    [GeneratedRegex(@"^\d\d:\d\d:\d\d (fail|crit): ")]
    private static partial Regex Error();
}
