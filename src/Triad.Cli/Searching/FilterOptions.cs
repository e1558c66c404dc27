using System.CommandLine;
using Triad.Cli.Invocation;
using Triad.Cli.Metadata;
using Triad.Client;

namespace Triad.Cli.Searching;

/// <summary>Options that become a filter.</summary>
internal sealed class FilterOptions
{
    private readonly Option<string[]> _where = MetadataOption.Where();

    private readonly Option<string[]> _whereNot = MetadataOption.WhereNot();

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

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _where, _whereNot, _in, _has, _lacks, _longer, _shorter })
            command.Options.Add(option);
    }

    public SearchFilter? Read(CommandContext context)
    {
        var must = (context.Get(_where) ?? []).SelectMany(ParseMetadata).ToList();
        if (context.Get(_in) is { Length: > 0 } videos)
            must.Add(FilterCondition.Videos(videos));
        if ((context.Get(_has) ?? context.Get(_lacks)) is not null)
        {
            var has = ParseModalities("--has", context.Get(_has));
            must.Add(FilterCondition.HasModalities(has, ParseModalities("--lacks", context.Get(_lacks))));
        }

        if ((context.Get(_longer) ?? context.Get(_shorter)) is not null)
            must.Add(FilterCondition.DurationBetween(Durations.Of(_longer, context.Get(_longer)), Durations.Of(_shorter, context.Get(_shorter))));
        var mustNot = (context.Get(_whereNot) ?? []).SelectMany(ParseMetadata).ToList();
        return must.Count + mustNot.Count == 0 ? null : new SearchFilter { Must = must, MustNot = mustNot };
    }

    /// <summary>The conditions that one option asks for.</summary>
    public static IEnumerable<FilterCondition> ParseMetadata(string text) =>
        MetadataPairs.Parse(text).Select(pair => FilterCondition.MetadataEquals(pair.Key, pair.Value));

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
}
