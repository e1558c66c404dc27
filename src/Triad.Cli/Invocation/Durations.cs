using System.CommandLine;
using System.Globalization;

namespace Triad.Cli.Invocation;

/// <summary>Numbers of seconds as durations.</summary>
internal static class Durations
{
    // Longer than anything that is asked for, and short enough to be calculated with.
    private const double Most = 1e9;

    /// <summary>The duration; null where none was given.</summary>
    /// <exception cref="CommandException">It is no duration.</exception>
    public static TimeSpan? Of(Option option, double? seconds) => seconds switch
    {
        null => null,
        >= 0 and <= Most => TimeSpan.FromSeconds(seconds.Value),
        _ => throw CommandException.WrongUse(option.Name, seconds.Value.ToString(CultureInfo.InvariantCulture), "Give a number of seconds, 0 or more"),
    };
}
