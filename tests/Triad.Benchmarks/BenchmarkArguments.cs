using System.Globalization;

namespace Triad.Benchmarks;

/// <summary>The options that were given, and the defaults of those that were not.</summary>
internal sealed class BenchmarkArguments
{
    private const string Given = "yes";

    private readonly Dictionary<string, string> _values;

    private BenchmarkArguments(Dictionary<string, string> values) => _values = values;

    /// <summary>Reads <c>--name VALUE</c> pairs, flags, and values without a name.</summary>
    /// <exception cref="BenchmarkUsageException">An option is unknown or has no value.</exception>
    public static BenchmarkArguments Parse(IReadOnlyList<string> arguments, IReadOnlyList<BenchmarkOption> options)
    {
        var values = options.ToDictionary(option => option.Name, option => option.Default);
        var positional = new Queue<BenchmarkOption>(options.Where(option => option.IsPositional));
        for (var i = 0; i < arguments.Count; i++)
        {
            if (!arguments[i].StartsWith("--", StringComparison.Ordinal) && positional.TryDequeue(out var place))
            {
                values[place.Name] = arguments[i];
                continue;
            }

            var name = arguments[i].StartsWith("--", StringComparison.Ordinal) ? arguments[i][2..] : arguments[i];
            var option = options.FirstOrDefault(option => option.Name == name);
            if (option is null || (!option.IsFlag && i + 1 == arguments.Count))
                throw new BenchmarkUsageException($"'{arguments[i]}' is no option of this benchmark, or lacks its value.");
            values[name] = option.IsFlag ? Given : arguments[++i];
        }

        if (positional.TryPeek(out var missing))
            throw new BenchmarkUsageException($"This benchmark needs {missing.Name.ToUpperInvariant()}: {missing.Help}.");
        return new BenchmarkArguments(values);
    }

    public string Text(string name) => _values[name];

    /// <summary>Whether a flag was given.</summary>
    public bool Flag(string name) => _values[name] == Given;

    /// <exception cref="BenchmarkUsageException">The value is no number of at least 0.</exception>
    public double Fraction(string name) =>
        double.TryParse(_values[name], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= 0
            ? value
            : throw new BenchmarkUsageException($"--{name} '{_values[name]}' is no number of at least 0.");

    /// <exception cref="BenchmarkUsageException">The value is no whole number of at least <paramref name="minimum"/>.</exception>
    public int Number(string name, int minimum = 1) =>
        int.TryParse(_values[name], NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) && value >= minimum
            ? value
            : throw new BenchmarkUsageException($"--{name} '{_values[name]}' is no whole number of at least {minimum}.");
}
