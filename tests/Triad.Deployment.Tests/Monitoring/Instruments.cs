using System.Text.RegularExpressions;

namespace Triad.Deployment.Tests.Monitoring;

/// <summary>The instruments that the sources make, by the names that Prometheus has for them after the collector.</summary>
internal static partial class Instruments
{
    /// <summary>Names of series.</summary>
    public static IReadOnlySet<string> Series { get; } = Directory
        .EnumerateFiles(Path.Combine(Checkout.Root, "src"), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
        .SelectMany(file => Made().Matches(WithNames(File.ReadAllText(file))))
        .SelectMany(match => SeriesOf(match.Groups["kind"].Value, match.Groups["name"].Value, match.Groups["unit"].Value))
        .ToHashSet(StringComparer.Ordinal);

    // OpenTelemetry's specification of the names for Prometheus: units are written out at the end, counters end in _total.
    internal static IEnumerable<string> SeriesOf(string kind, string name, string unit)
    {
        var series = name.Replace('.', '_');
        var suffix = unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
        if (!series.EndsWith(suffix, StringComparison.Ordinal))
            series += suffix;
        return kind switch
        {
            "Histogram" => [$"{series}_bucket", $"{series}_count", $"{series}_sum"],
            "Counter" or "ObservableCounter" => [$"{series}_total"],
            _ => [series],
        };
    }

    // An instrument may be named by a constant of its file.
    private static string WithNames(string source) => Constant().Match(source) is { Success: true } constant
        ? source.Replace("(\n        Name,", $"(\n        \"{constant.Groups["name"].Value}\",", StringComparison.Ordinal)
        : source;

    [GeneratedRegex(@"\.Create(?<kind>Counter|Histogram|UpDownCounter|Gauge|Observable\w+?)(?:<\w+>)?\(\s*""(?<name>triad\.[\w.]+)""\s*,[^""]*""(?<unit>[^""]*)""")]
    private static partial Regex Made();

    [GeneratedRegex(@"const string Name = ""(?<name>triad\.[\w.]+)"";")]
    private static partial Regex Constant();
}
