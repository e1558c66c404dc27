using System.CommandLine;
using System.CommandLine.Parsing;

namespace Triad.Cli.Invocation;

/// <summary>Options that take names: the numbers that stand for them in code are refused.</summary>
internal static class Choices
{
    /// <summary>An option of one name.</summary>
    public static Option<T> One<T>(string name, string description, string helpName)
        where T : struct, Enum => new(name) { Description = Describe<T>(description), HelpName = helpName, CustomParser = result => Read<T>(result).LastOrDefault() };

    /// <summary>An option of any number of names.</summary>
    public static Option<T[]> Many<T>(string name, string description, string helpName)
        where T : struct, Enum => new(name) { Description = Describe<T>(description), HelpName = helpName, CustomParser = result => [.. Read<T>(result)] };

    // 0 stands for what this version of the client does not know.
    private static IEnumerable<T> All<T>()
        where T : struct, Enum => Enum.GetValues<T>().Where(value => $"{value}" != "Unknown");

    private static string Describe<T>(string description)
        where T : struct, Enum => $"{description} {string.Join(", ", All<T>().Select(NameOf))}.";

    private static string NameOf<T>(T value)
        where T : struct, Enum => $"{value}".ToLowerInvariant();

    private static List<T> Read<T>(ArgumentResult result)
        where T : struct, Enum
    {
        var values = new List<T>();
        foreach (var token in result.Tokens)
        {
            if (All<T>().Where(value => NameOf(value).Equals(token.Value.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase)).ToList() is [var value])
                values.Add(value);
            else
                result.AddError($"'{token.Value}' is none of {string.Join(", ", All<T>().Select(NameOf))} ({(result.Parent as OptionResult)?.Option.Name}).");
        }

        return values;
    }
}
