using System.CommandLine;
using System.Text.Json;
using Triad.Cli.Invocation;
using Triad.Cli.Output;
using Triad.Client;

namespace Triad.Cli.Tenants.Models;

/// <summary><c>triad tenant model compare</c>: the same queries to both models, before searches change over or after.</summary>
internal static class ModelCompareCommand
{
    private const int AtOnce = 4;
    private const int MostShown = 20;

    private static readonly Argument<string[]> Texts = new("QUERY")
    {
        Description = "Texts to ask. Without any, and without --queries, videos of the library are asked with.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<FileInfo?> Queries = new("--queries")
    {
        Description = "A file with a query a line: a text, or {\"text\": ..., \"video\": id or name of the video that is right}.",
        HelpName = "FILE",
    };

    private static readonly Option<int> At = new("--at")
    {
        Description = "How many first videos are compared, 1 to 100.",
        DefaultValueFactory = _ => 10,
        HelpName = "COUNT",
    };

    private static readonly Option<int> Sample = new("--sample")
    {
        Description = "How many videos of the library are asked with, 1 to 1000.",
        DefaultValueFactory = _ => 50,
        HelpName = "COUNT",
    };

    public static Command Create() => new Command("compare", "Ask both models the same, and show how far they agree.")
    {
        Texts, Queries, At, Sample,
    }
        .Runs(RunAsync)
        .WithExamples(
            "triad tenant model compare --tenant acme",
            "triad tenant model compare \"rain on a roof\" --at 5 --tenant acme",
            "triad tenant model compare --queries queries.jsonl --tenant acme --json");

    private static async Task RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var at = Within(At.Name, context.Get(At), 100);
        var sample = Within(Sample.Name, context.Get(Sample), 1000);
        var tenant = TenantModelCommand.TenantOf(context);
        using var client = context.Connect();
        var change = await client.Tenants.ModelChanges.GetAsync(tenant, cancellationToken);
        var asker = new ModelAsker(client.Search, at);
        var given = await ReadAsync(context, cancellationToken);
        var queries = given.Count > 0 ? given : await SampleAsync(client, sample, cancellationToken);
        var compared = new List<ComparedQuery>();
        foreach (var some in queries.Chunk(AtOnce))
        {
            var asked = some.Select(query => asker.AskAsync(query.Name, query.Query, query.Expected, cancellationToken));
            compared.AddRange(await Task.WhenAll(asked));
        }

        Show(context, change, new ModelComparison(at, compared));
        if (compared.Count > 0 && compared.All(query => query.IsAll))
            context.Output.Note($"Each found all that there is: give {At.Name} a number that is smaller than the library.");
    }

    private static void Show(CommandContext context, ModelChange change, ModelComparison comparison) =>
        context.Output.Answer(comparison, screen => Write(screen, change, comparison));

    private static void Write(Screen screen, ModelChange change, ModelComparison comparison)
    {
        var table = Tables.Of("query", $"same of {comparison.At}", $"first of {change.LivePackage}", $"first of {change.OtherPackage}");
        foreach (var query in comparison.Queries.OrderBy(query => query.Overlap ?? 2).Take(MostShown))
            table.Row(query.Query, query.Overlap is { } overlap ? Share(overlap) : query.Problem, query.LiveFirst, query.OtherFirst);
        screen.Write(table);
        screen.Facts(
            ("queries", $"{comparison.Queries.Count}"),
            ("not answered", comparison.Unanswered > 0 ? $"{comparison.Unanswered}" : null),
            ("agreement", comparison.MeanOverlap is { } mean ? $"{Share(mean)} of the first {comparison.At}" : null),
            ("same first video", comparison.SameFirst is { } same ? Share(same) : null));
        if (comparison is not { Live: { } live, Other: { } other })
            return;
        var figures = Tables.Of("model", "R@1", "R@5", "R@10");
        foreach (var (name, recall) in new[] { (change.LivePackage, live), (change.OtherPackage, other) })
            figures.Row(name, Tables.Number(recall.R1, 1), Tables.Number(recall.R5, 1), Tables.Number(recall.R10, 1));
        screen.Write(figures);
    }

    private static string Share(double value) => $"{Tables.Number(100 * value, 0)} %";

    private static int Within(string option, int value, int most) => value >= 1 && value <= most
        ? value
        : throw CommandException.WrongUse(option, $"{value}", $"Give 1 to {most}");

    private static async Task<List<(string Name, SearchQuery Query, string? Expected)>> ReadAsync(
        CommandContext context, CancellationToken cancellationToken)
    {
        var read = context.Get(Texts).Select(text => (text, (SearchQuery)text, (string?)null)).ToList();
        if (context.Get(Queries) is not { } file)
            return read;
        if (!file.Exists)
            throw CommandException.WrongUse(Queries.Name, file.FullName, "Name a file that exists");
        var lines = await File.ReadAllLinesAsync(file.FullName, cancellationToken);
        foreach (var (number, line) in lines.Index().Where(entry => entry.Item.Trim().Length > 0))
            read.Add(line.TrimStart().StartsWith('{') ? Parse(line, number + 1) : (line.Trim(), line.Trim(), null));
        return read;
    }

    private static (string Name, SearchQuery Query, string? Expected) Parse(string line, int number)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.GetProperty("text").GetString() is { Length: > 0 } text)
                return (text, text, json.RootElement.TryGetProperty("video", out var video) ? video.GetString() : null);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // Told below, with the line.
        }

        throw CommandException.WrongUse($"{Queries.Name} line {number}", line, "Give a text, or {\"text\": \"...\", \"video\": \"...\"}");
    }

    private static async Task<List<(string Name, SearchQuery Query, string? Expected)>> SampleAsync(
        TriadClient client, int count, CancellationToken cancellationToken)
    {
        var videos = new List<(string, SearchQuery, string?)>();
        await foreach (var video in client.Library.ListAsync(null, cancellationToken))
        {
            if (videos.Count == count)
                break;
            if (video.State == VideoState.Ready)
                videos.Add((video.Id, new SearchQuery().WithStoredVideo(video.Id), null));
        }

        return videos;
    }
}
