using System.CommandLine;
using System.Globalization;
using Triad.Cli.Invocation;
using Triad.Client;

namespace Triad.Cli.Searching;

/// <summary>Options that become a filter.</summary>
internal sealed class FilterOptions
{
    private readonly Option<string[]> _where = Where();

    private readonly Option<string[]> _whereNot = new("--where-not")
    {
        Description = "Its metadata must not have this value; may be repeated.",
        HelpName = "KEY=VALUE",
    };

    private readonly Option<string[]> _in = new("--in") { Description = "Only in this video; may be repeated.", HelpName = "VIDEO" };

    private readonly Option<string?> _has = new("--has")
    {
        Description = "The segment has these modalities: letters of tva.",
        HelpName = "MODALITIES",
    };

    private readonly Option<string?> _lacks = new("--lacks")
    {
        Description = "The segment has none of these: letters of tva.",
        HelpName = "MODALITIES",
    };

    private readonly Option<double?> _longer = new("--longer") { Description = "The video is at least so long.", HelpName = "SECONDS" };

    private readonly Option<double?> _shorter = new("--shorter") { Description = "The video is at most so long.", HelpName = "SECONDS" };

    public static Option<string[]> Where() => new("--where")
    {
        Description = "Its metadata has this value; may be repeated. true, false and numbers are taken as such, \"quoted\" ones as text.",
        HelpName = "KEY=VALUE",
    };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _where, _whereNot, _in, _has, _lacks, _longer, _shorter })
            command.Options.Add(option);
    }

    public SearchFilter? Read(CommandContext context)
    {
        var must = (context.Get(_where) ?? []).Select(ParseMetadata).ToList();
        if (context.Get(_in) is { Length: > 0 } videos)
            must.Add(FilterCondition.Videos(videos));
        if ((context.Get(_has) ?? context.Get(_lacks)) is not null)
        {
            var has = ParseModalities("--has", context.Get(_has));
            must.Add(FilterCondition.HasModalities(has, ParseModalities("--lacks", context.Get(_lacks))));
        }

        if ((context.Get(_longer) ?? context.Get(_shorter)) is not null)
            must.Add(FilterCondition.DurationBetween(Seconds(context.Get(_longer)), Seconds(context.Get(_shorter))));
        var mustNot = (context.Get(_whereNot) ?? []).Select(ParseMetadata).ToList();
        return must.Count + mustNot.Count == 0 ? null : new SearchFilter { Must = must, MustNot = mustNot };
    }

    public static FilterCondition ParseMetadata(string text)
    {
        var (key, value) = ParsePair(text);
        return FilterCondition.MetadataEquals(key, value);
    }

    public static KeyValuePair<string, MetadataValue> ParsePair(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals < 1)
            throw CommandException.WrongUse("KEY=VALUE", text, "Put a key and '=' before the value");
        var value = text[(equals + 1)..];
        return new KeyValuePair<string, MetadataValue>(text[..equals], ParseValue(value));
    }

    public static Modalities ParseModalities(string option, string? letters)
    {
        var modalities = Modalities.None;
        foreach (var letter in letters ?? string.Empty)
        {
            modalities |= letter switch
            {
                't' => Modalities.Text,
                'v' => Modalities.Video,
                'a' => Modalities.Audio,
                _ => throw CommandException.WrongUse(option, letters, "Use the letters t (text), v (video) and a (audio)"),
            };
        }

        return modalities;
    }

    private static MetadataValue ParseValue(string value)
    {
        if (value.Length >= 2 && value[0] == '"' && value[^1] == '"')
            return value[1..^1];
        if (bool.TryParse(value, out var truth))
            return truth;
        var isNumber = double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number);
        return isNumber ? number : value;
    }

    private static TimeSpan? Seconds(double? seconds) => seconds is { } value ? TimeSpan.FromSeconds(value) : null;
}
