using System.CommandLine;
using Triad.Cli.Invocation;
using Triad.Cli.Output;
using Triad.Client;

namespace Triad.Cli.Searching;

/// <summary><c>triad search</c>.</summary>
internal static class SearchCommand
{
    private static readonly QueryOptions Query = new();

    private static readonly FilterOptions Filter = new();

    private static readonly Option<string[]> Target = new("--target")
    {
        Description = "The stored vectors to compare with: t, v, a, va, tva ...; may be repeated. Otherwise all that each segment has, or all that an ensemble can be asked.",
        HelpName = "NAME",
    };

    private static readonly Option<ResultGrouping> Group = Choices.One<ResultGrouping>("--group", "One hit a video, or every segment:", "BY");

    private static readonly Option<SearchLevel> Level = Choices.One<SearchLevel>("--level", "Compare with segments or with whole videos:", "LEVEL");

    private static readonly Option<int> Limit = new("--limit")
    {
        Description = "Hits on a page, 1 to 1000.",
        DefaultValueFactory = _ => 10,
        HelpName = "COUNT",
    };

    private static readonly Option<string?> Page = new("--page")
    {
        Description = "The next page: the token that the page before ended with.",
        HelpName = "TOKEN",
    };

    private static readonly Option<string?> WaitFor = new("--wait-for")
    {
        Description = "A video's watermark: wait until it can be found.",
        HelpName = "WATERMARK",
    };

    private static readonly Option<bool> ExcludeStored = new("--exclude-stored")
    {
        Description = "Leave the videos of --stored out of the hits.",
    };

    private static readonly Option<bool> Explain = new("--explain")
    {
        Description = "Show what each modality of the query, or each member of an ensemble, adds to a score.",
    };

    private static readonly Option<string[]> Grant = new("--grant")
    {
        Description = "Search also what this grant lets through of another tenant's library; may be repeated.",
        HelpName = "ID",
    };

    public static Command Create()
    {
        var command = new Command("search", "Find videos and moments.") { Target, Level, Group, Limit, Page, WaitFor, ExcludeStored, Explain, Grant };
        Query.AddTo(command);
        Filter.AddTo(command);
        return command.Runs(RunAsync).WithExamples(
            "triad search \"a red ball bounces\"",
            "triad search \"a kettle\" --audio whistle.wav --weight 0.5 --not steam --weight 0.3",
            "triad search --image frame.png --target v --group segment --limit 20",
            "triad search \"how to build a shed\" --level video",
            "triad search \"a red ball\" --grant x4k2…",
            "triad search --stored my-video --exclude-stored --where camera=left --json");
    }

    private static async Task RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var query = await Query.ReadAsync(context, cancellationToken);
        var options = new SearchOptions
        {
            Representations = context.Get(Target) ?? [],
            Filter = Filter.Read(context),
            Level = context.Get(Level),
            GroupBy = context.Get(Group),
            Limit = context.Get(Limit),
            PageToken = context.Get(Page),
            WaitFor = context.Get(WaitFor),
            ExcludeStoredParts = context.Get(ExcludeStored),
            Explain = context.Get(Explain),
            Grants = context.Get(Grant) ?? [],
        };

        using var client = context.Connect();
        var page = await client.Search.QueryAsync(query, options, cancellationToken);
        context.Output.Answer(page, screen =>
        {
            TableColumn[] owner = options.Grants.Count > 0 ? ["tenant"] : [];
            var table = Tables.Of(
                ["rank", .. owner, "video", "name", "moment", "score", Tables.Spare("matched"), Tables.Spare("has"), options.Explain ? "parts" : "transcript"]);
            foreach (var (rank, hit) in page.Hits.Index())
            {
                string[] whose = options.Grants.Count > 0 ? [hit.TenantId] : [];
                table.Row([
                    $"{rank + 1}",
                    .. whose,
                    hit.VideoId,
                    hit.VideoName,
                    Tables.Span(hit.Span),
                    Tables.Number(hit.Score, 4),
                    hit.Representation,
                    hit.Modalities.ToShortName(),
                    options.Explain ? Parts(hit) : hit.TranscriptSnippet,
                ]);
            }

            screen.Write(table);
        });
        Remark(context.Output, page);
    }

    private static string Parts(SearchHit hit) => string.Join("  ", hit.Members.Count > 0 ? hit.Members.Select(Part) : hit.Contributions.Select(Part));

    private static string Part(ScoreContribution part) => $"{part.Modality.ToShortName()} {Tables.Number(part.Score, 3)}";

    private static string Part(MemberScore part) =>
        $"{part.Representation} {Tables.Number(part.Share, 2)} (cosine {Tables.Number(part.Score, 3)}, "
        + $"z {Tables.Number(part.StandardScore, 1)}, weight {Tables.Number(part.Weight, 2)})";

    private static void Remark(CommandOutput output, SearchPage page)
    {
        if (page.UnknownWords.Count > 0)
            output.Note($"The model has not learnt: {string.Join(", ", page.UnknownWords)}.");
        if (page.CutWordCount > 0)
            output.Note($"{page.CutWordCount} words were beyond the longest text that the model takes.");
        if (page.IsPartial)
            output.Note($"Partial: {page.ShardsAnswered} of {page.ShardsAsked} shards answered.");
        if (page.NextPageToken is { } token)
            output.Note($"There are more than these {page.Hits.Count}: --page {token}");
        output.Note($"{page.Hits.Count} hits in {Tables.Number(page.Timings.Total.TotalMilliseconds, 1)} ms.");
    }
}
