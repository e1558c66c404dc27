using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Triad.Cli.Invocation;

/// <summary>The option <c>--retention</c>: how long videos are kept.</summary>
/// <param name="description">What it is of.</param>
/// <param name="canBeLifted">Whether "none" may be said.</param>
internal sealed partial class RetentionOption(string description, bool canBeLifted)
{
    private const string None = "none";
    private const double MostDays = 36_500;

    private readonly Option<string?> _option = new("--retention")
    {
        Description = $"{description}, such as 30d, 12h, 90m or 45s{(canBeLifted ? "; none for ever" : "")}.",
        HelpName = "TIME",
    };

    /// <summary>Adds it to a command.</summary>
    public void AddTo(Command command) => command.Add(_option);

    /// <summary>The time; null where none was given, or none is wanted.</summary>
    /// <exception cref="CommandException">It is no such time.</exception>
    public TimeSpan? Given(CommandContext context)
    {
        if (context.Get(_option) is not { } text || IsLifted(context))
            return null;
        return Form().Match(text) is { Success: true } match
            && Of(double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), match.Groups[2].Value) is { } time
            ? time
            : throw CommandException.WrongUse(
                _option.Name, text, $"Give a number with d, h, m or s, at most {MostDays} days{(canBeLifted ? ", or none" : "")}");
    }

    /// <summary>True where "none" was said.</summary>
    public bool IsLifted(CommandContext context) => canBeLifted && context.Get(_option) == None;

    /// <summary>A time as it is shown.</summary>
    public static string Shown(TimeSpan? retention) => retention switch
    {
        null => string.Empty,
        { TotalDays: >= 1 } time => string.Create(CultureInfo.InvariantCulture, $"{time.TotalDays:0.##}d"),
        { TotalHours: >= 1 } time => string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0.##}h"),
        { } time => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.##}s"),
    };

    private static TimeSpan? Of(double count, string unit)
    {
        var days = count / unit switch { "d" => 1, "h" => 24, "m" => 24 * 60, _ => 24 * 3600 };
        return days <= MostDays ? TimeSpan.FromDays(days) : null;
    }

    [GeneratedRegex(@"\A([0-9]{1,12}(?:\.[0-9]{1,6})?)([dhms])\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
