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
    private const int MostLabels = 10;

    public static Command Create()
    {
        var package = new Argument<DirectoryInfo>("PACKAGE") { Description = "The package's folder." };
        var text = new Option<string?>("--text") { Description = "A text.", HelpName = "TEXT" };
        var images = new Option<string[]>("--image") { Description = "A picture. May be repeated: their mean counts.", HelpName = "FILE" };
        var frames = new Option<string[]>("--frame") { Description = "A frame of a clip. Repeat it for the next ones.", HelpName = "FILE" };
        var audio = new Option<string?>("--audio") { Description = "A sound.", HelpName = "FILE" };
        var video = new Option<string?>("--video") { Description = "A video, frames and sound, as one segment.", HelpName = "FILE" };
        var items = new Option<FileInfo?>("--items")
        {
            Description = "A file of items, one JSON object a line: id, as, text, images, frames, audio, video.",
            HelpName = "FILE.jsonl",
        };
        var role = Choices.One<TrialRole>("--as", "What it is embedded as, query where not given; media is without a prompt:", "ROLE");
        return new Command("embed", "Show what a package makes of texts and media: ids, sizes and vectors. Needs no platform.")
        {
            package, text, images, frames, audio, video, items, role,
        }
            .Runs(async (context, cancellationToken) =>
            {
                var one = new TrialItem("1", context.Get(role), context.Get(text))
                {
                    Images = context.Get(images) ?? [],
                    Frames = context.Get(frames) ?? [],
                    Audio = context.Get(audio),
                    Video = context.Get(video),
                };
                var things = (one.IsEmpty, context.Get(items)) switch
                {
                    (false, null) => [one],
                    (true, { } file) => TrialItem.Read(file, context.Get(role)),
                    _ => throw CommandException.WrongUse("--items", context.Get(items)?.Name,
                        "Give either --items, or one of --text, --image, --frame, --audio and --video"),
                };
                await using var loaded = await LoadedModel.LoadAsync(context.Get(package).FullName, context.Output, cancellationToken);
                foreach (var chunk in things.Chunk(Chunk))
                    await EmbedAsync(context, loaded, chunk, cancellationToken);
            })
            .WithExamples(
                "triad model embed minilm --text \"rain on a roof\"",
                "triad model embed clip --image roof.png --as document",
                "triad model embed vit --image roof.png --json",
                "triad model embed minilm --items texts.jsonl --as document --json");
    }

    private static async Task EmbedAsync(CommandContext context, LoadedModel loaded, TrialItem[] things,
        CancellationToken cancellationToken)
    {
        var embedder = loaded.Embedder;
        var media = new TrialMedia(loaded.Decoder, embedder.Model);
        var parts = new List<IReadOnlyList<EmbedPart>>();
        foreach (var thing in things)
            parts.Add(await media.PartsAsync(thing, cancellationToken));
        var (vectors, notices) = await VectorsAsync(embedder, things, parts, cancellationToken);
        for (var i = 0; i < things.Length; i++)
        {
            var prepared = embedder.Find<IPreparation>()?.Prepare(new EmbedItem(parts[i], []) { Role = RoleOf(things[i].As) })
                ?? new PreparedItem([], new Dictionary<string, IReadOnlyList<int>>());
            var report = new TrialReport(things[i].Id, prepared.Tokens, prepared.Sizes, vectors[i])
            {
                Labels = await LabelsAsync(embedder, parts[i], cancellationToken),
                Notices = notices[i],
            };
            context.Output.AnswerLine(report, screen => Show(screen, report));
        }
    }

    // A classifier by itself has labels, and no vectors.
    private static async Task<(Dictionary<string, float[]>[] Vectors, IReadOnlyList<string>?[] Notices)> VectorsAsync(
        IEmbedder embedder, TrialItem[] things, List<IReadOnlyList<EmbedPart>> parts, CancellationToken cancellationToken)
    {
        if (embedder.Model.Representations.Count == 0 && embedder.Find<IScorer>() is not null)
            return ([.. things.Select(_ => new Dictionary<string, float[]>())], new IReadOnlyList<string>?[things.Length]);
        var items = things.Zip(parts, (thing, media) => ItemOf(embedder.Model, thing, media)).ToArray();
        var embedded = await embedder.EmbedAsync(new EmbedRequest(items, EmbedPriority.Ingest), cancellationToken);
        if (!embedded.IsOk)
            throw ModelCommand.Refused(embedded.Error);
        return (
            [
                .. embedded.Value.Items.Zip(items, (made, item) => made.Vectors.ToDictionary(
                    pair => TrialRepresentations.NameOf(embedder.Model, item, pair.Key), pair => pair.Value.Vector.ToArray())),
            ],
            [.. embedded.Value.Items.Select(made => made.Notices.Count > 0 ? made.Notices : null)]);
    }

    private static async Task<IReadOnlyList<LabelScore>?> LabelsAsync(
        IEmbedder embedder, IReadOnlyList<EmbedPart> parts, CancellationToken cancellationToken)
    {
        if (embedder.Find<IScorer>() is not { } scorer
            || (embedder.Model.Representations.Count > 0 && parts.All(part => (part.Mask & scorer.Scored) == Modalities.None)))
            return null;
        var scores = await scorer.ScoreAsync(parts, cancellationToken);
        return scores.IsOk ? [.. scores.Value.Take(MostLabels)] : throw ModelCommand.Refused(scores.Error);
    }

    private static EmbedItem ItemOf(ModelInfo model, TrialItem thing, IReadOnlyList<EmbedPart> parts)
    {
        var mask = parts.Aggregate(Modalities.None, (all, part) => all | part.Mask);
        return new EmbedItem(parts, TrialRepresentations.Of(model, thing.As, mask))
        {
            Role = RoleOf(thing.As),
        };
    }

    private static EmbedRole RoleOf(TrialRole role) => role switch
    {
        TrialRole.Query => EmbedRole.Query,
        TrialRole.Document => EmbedRole.Media,
        _ => EmbedRole.Plain,
    };

    private static void Show(Screen screen, TrialReport report) => screen.Facts(
    [
        ("id", report.Id),
        ("tokens", string.Join(' ', report.Tokens)),
        .. report.Prepared.Select(pair => (pair.Key, (string?)$"[{string.Join(", ", pair.Value)}]")),
        .. report.Vectors.Select(pair => (pair.Key, (string?)$"{string.Join(' ',
            pair.Value.Take(FirstNumbers).Select(value => Tables.Number(value, 5)))} … ({pair.Value.Length} numbers)")),
        .. report.Notices?.Select(notice => ("notice", (string?)notice)) ?? [],
        .. report.Labels?.Select(score => (score.Label, (string?)Tables.Number(score.Score, 4))) ?? [],
    ]);
}
