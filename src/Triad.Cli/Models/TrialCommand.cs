using System.CommandLine;
using Triad.Cli.Invocation;
using Triad.Cli.Output;
using Triad.Core.Embedding;
using Triad.Core.Identity;
using Triad.Core.Modality;
using Triad.Inference.Embedding;

namespace Triad.Cli.Models;

/// <summary><c>triad model embed</c>: what a package makes of things, without a platform.</summary>
internal static class TrialCommand
{
    // Items that are read, embedded and written at a time.
    private const int Chunk = 64;
    private const int FirstNumbers = 4;

    public static Command Create()
    {
        var package = new Argument<DirectoryInfo>("PACKAGE") { Description = "The package's folder." };
        var text = new Option<string?>("--text") { Description = "A text.", HelpName = "TEXT" };
        var items = new Option<FileInfo?>("--items")
        {
            Description = "A file of items, one JSON object a line: id, as, text.",
            HelpName = "FILE.jsonl",
        };
        var role = Choices.One<TrialRole>("--as", "What it is embedded as, query where not given; media is without a prompt:", "ROLE");
        return new Command("embed", "Show what a package makes of a text: ids, sizes and vectors. Needs no platform.")
        {
            package, text, items, role,
        }
            .Runs(async (context, cancellationToken) =>
            {
                var things = (context.Get(text), context.Get(items)) switch
                {
                    ({ } one, null) => [new TrialItem("1", context.Get(role), one)],
                    (null, { } file) => TrialItem.Read(file, context.Get(role)),
                    _ => throw CommandException.WrongUse("--text", context.Get(text), "Give either --text or --items"),
                };
                await using var loaded = await LoadedModel.LoadAsync(context.Get(package).FullName, cancellationToken);
                foreach (var chunk in things.Chunk(Chunk))
                    await EmbedAsync(context, loaded.Embedder, chunk, cancellationToken);
            })
            .WithExamples("triad model embed minilm --text \"rain on a roof\"",
                "triad model embed minilm --items texts.jsonl --as document --json");
    }

    private static async Task EmbedAsync(CommandContext context, IEmbedder embedder, TrialItem[] things,
        CancellationToken cancellationToken)
    {
        EmbedItem[] items = [.. things.Select(thing => ItemOf(embedder.Model, thing))];
        var embedded = await embedder.EmbedAsync(new EmbedRequest(items, EmbedPriority.Ingest), cancellationToken);
        if (!embedded.IsOk)
            throw ModelCommand.Refused(embedded.Error);
        for (var i = 0; i < things.Length; i++)
        {
            var prepared = ((IPreparation)embedder).Prepare(items[i]);
            var vectors = embedded.Value.Items[i].Vectors.ToDictionary(pair => pair.Key.Value, pair => pair.Value.Vector.ToArray());
            var report = new TrialReport(things[i].Id, prepared.Tokens, prepared.Sizes, vectors);
            context.Output.AnswerLine(report, screen => Show(screen, report));
        }
    }

    private static EmbedItem ItemOf(ModelInfo model, TrialItem thing)
    {
        EmbedPart[] parts = [new EmbedPart(1, thing.Text, null, null)];
        return new EmbedItem(parts, RepresentationsOf(model, thing.As, parts[0].Mask))
        {
            Role = thing.As switch
            {
                TrialRole.Query => EmbedRole.Query,
                TrialRole.Document => EmbedRole.Media,
                _ => EmbedRole.Plain,
            },
        };
    }

    // Of representations that a query asks alike, one is shown: they share its vector.
    private static IReadOnlyList<RepresentationName> RepresentationsOf(ModelInfo model, TrialRole role, Modalities mask)
    {
        IReadOnlyList<RepresentationName> names = role == TrialRole.Query
            ? [.. model.Representations
                .Where(one => one.Name != RepresentationName.Full && one.Queries.Contains(mask))
                .DistinctBy(one => one.ComparableAs)
                .Select(one => one.Name)]
            : model.RepresentationsOf(mask);
        return names.Count > 0 ? names : throw new CommandException($"the package {model.Package} makes no vector of {mask.ToName()}")
        {
            Field = "--as",
            Value = $"{role}".ToLowerInvariant(),
            Remedy = $"It embeds {model.Modalities.ToName()}",
        };
    }

    private static void Show(Screen screen, TrialReport report) => screen.Facts(
    [
        ("id", report.Id),
        ("tokens", string.Join(' ', report.Tokens)),
        .. report.Prepared.Select(pair => (pair.Key, (string?)$"[{string.Join(", ", pair.Value)}]")),
        .. report.Vectors.Select(pair => (pair.Key, (string?)Begin(pair.Value))),
    ]);

    private static string Begin(float[] vector) =>
        $"{string.Join(' ', vector.Take(FirstNumbers).Select(value => Tables.Number(value, 5)))} … ({vector.Length} numbers)";
}
