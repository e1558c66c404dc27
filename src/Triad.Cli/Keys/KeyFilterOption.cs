using System.CommandLine;
using Triad.Cli.Invocation;
using Triad.Cli.Metadata;
using Triad.Cli.Searching;
using Triad.Client;

namespace Triad.Cli.Keys;

/// <summary>The options that confine a key or a token to some videos.</summary>
internal sealed class KeyFilterOption
{
    public Option<string?> Option { get; } = new("--filter")
    {
        Description = "Confines it to some videos: a filter as JSON, {\"must\":[{\"metadata\":{\"key\":\"owner\",\"equals\":{\"stringValue\":\"ann\"}}}]}.",
        HelpName = "JSON",
    };

    public Option<string[]> Where { get; } = MetadataOption.Where();

    public SearchFilter? Read(CommandContext context)
    {
        var conditions = (context.Get(Where) ?? []).SelectMany(FilterOptions.ParseMetadata).ToList();
        if (context.Get(Option) is { } json)
            conditions.Add(FilterCondition.Nested(Parse(json)));
        return conditions.Count == 0 ? null : new SearchFilter { Must = conditions };
    }

    private SearchFilter Parse(string json)
    {
        try
        {
            return SearchFilter.FromJson(json);
        }
        catch (FormatException problem)
        {
            throw CommandException.WrongUse(Option.Name, json, problem.Message);
        }
    }
}
