using System.Globalization;
using System.Text.Json;

namespace Triad.Benchmarks;

/// <summary>What a benchmark measured.</summary>
/// <param name="Values">Keys and values in the order to print.</param>
/// <param name="Passed">Whether the figures are what the benchmark asks for.</param>
internal sealed record BenchmarkReport(IReadOnlyList<KeyValuePair<string, object?>> Values, bool Passed)
{
    /// <summary>Lines that a reader sees below the figures.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];

    public string ToJson() => JsonSerializer.Serialize(Values.ToDictionary(pair => pair.Key, pair => pair.Value));

    public string ToText()
    {
        var width = Values.Max(pair => pair.Key.Length);

        // Lists and tables are told by the details.
        var figures = Values.Where(pair => pair.Value is null or string or ValueType).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key.PadRight(width)}  {pair.Value}"));
        return string.Join(Environment.NewLine, figures.Concat(Details));
    }
}
