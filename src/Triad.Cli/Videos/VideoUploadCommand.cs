using System.CommandLine;
using Triad.Cli.Invocation;
using Triad.Cli.Metadata;
using Triad.Cli.Models;
using Triad.Cli.Output;
using Triad.Client;

namespace Triad.Cli.Videos;

/// <summary><c>triad video upload</c>: one file or many; exit code 1 where one of them is refused or fails.</summary>
internal static class VideoUploadCommand
{
    private const int NamedAtMost = 5;

    private static readonly Argument<string[]> Files = new("FILE")
    {
        Description = "Files to upload; of a folder its videos, sound and pictures, with those of the folders in it.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string?> Id = new("--id")
    {
        Description = "The id that the video gets (one file only).",
        HelpName = "ID",
    };

    private static readonly Option<string?> Name = new("--name")
    {
        Description = "For people; otherwise the file's name (one file only).",
        HelpName = "TEXT",
    };

    private static readonly Option<string[]> Metadata = MetadataOption.Values();

    private static readonly Option<FileInfo?> Captions = new Option<FileInfo?>("--captions")
    {
        Description = "SRT or WebVTT captions: its text (one file only). Otherwise those of the same name beside a file, clip.srt or clip.vtt.",
        HelpName = "FILE",
    };

    private static readonly Option<double?> SegmentSeconds = new("--segment-seconds")
    {
        Description = "Length of the videos' segments, 1 to 300; otherwise the model's own.",
        HelpName = "SECONDS",
    };

    private static readonly Option<string?> LongInput = LongInputOption.Create();

    private static readonly RetentionOption Retention = new("How long the videos are kept after their creation", canBeLifted: false);

    private static readonly Option<bool> Wait = new("--wait") { Description = "Wait until every video can be found." };

    private static readonly Option<int> Parallel = new("--parallel")
    {
        Description = "Uploads at the same time, 1 to 32.",
        DefaultValueFactory = _ => 4,
        HelpName = "COUNT",
    };

    private static readonly Option<DirectoryInfo?> Models = ModelsOption.Create();

    public static Command Create() => WithRetention(new Command("upload", "Upload files.")
    {
        Files, Id, Name, Metadata, Captions, SegmentSeconds, LongInput, Wait, Parallel, Models,
    })
        .Runs(RunAsync)
        .WithExamples(
            "triad video upload clip.mp4 --wait",
            "triad video upload talk.mkv --captions talk.srt --metadata speaker=Ada --metadata year:int=1843",
            "triad video upload lecture.mp4 --long-input uniform --wait",
            "triad video upload recordings/ --parallel 8 --json");

    private static Command WithRetention(Command command)
    {
        Retention.AddTo(command);
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var parallel = context.Get(Parallel);
        if (parallel is < 1 or > 32)
            throw CommandException.WrongUse("--parallel", $"{parallel}", "Give 1 to 32");
        if (context.Get(Captions) is { Exists: false } missing)
            throw CommandException.WrongUse("--captions", missing.FullName, "Name a file that exists");
        var metadata = MetadataOption.Read(context.Get(Metadata));
        var plan = UploadPlan.Of(context.Get(Files));
        if (plan.Files.Count > 1 && (context.Get(Id) ?? context.Get(Name) ?? context.Get(Captions)?.Name) is { } single)
            throw CommandException.WrongUse("--id, --name, --captions", single, "They go with one file only");

        using var client = context.Connect();
        if (!context.Output.IsJson && plan.Files.Count > 0
            && await LibraryEstimate.TellAsync(client, plan.Files, ModelsOption.Resolve(context, Models), cancellationToken) is { } estimate)
            context.Output.Note(estimate);
        var upload = new UploadRun(client, OptionsOf(context, metadata), context.Get(Captions)?.FullName, context.Get(Wait));
        var results = await ProgressDisplay.RunAsync(
            context.Output, async display => (UploadOutcome[])[.. await upload.RunAsync(plan.Files, parallel, display, cancellationToken), .. plan.Unreadable]);
        context.Output.Answer(new { results, plan.LeftOut }, screen => screen.Write(TableOf(results)));
        foreach (var failure in results.Select(outcome => outcome.Error).OfType<FailureReport>())
            context.Output.Tell(failure);
        Count(context, plan, results);
        return results.All(outcome => outcome.Error is null) ? ExitCode.Success : ExitCode.Failed;
    }

    private static UploadOptions OptionsOf(CommandContext context, Dictionary<string, MetadataValue> metadata) => new()
    {
        VideoId = context.Get(Id),
        Name = context.Get(Name),
        Metadata = metadata,
        SegmentLength = Durations.Of(SegmentSeconds, context.Get(SegmentSeconds)),
        LongInput = LongInputOption.Parse(context.Get(LongInput)),
        Retention = Retention.Given(context),
    };

    private static TextTable TableOf(IReadOnlyList<UploadOutcome> results)
    {
        var table = VideoListCommand.NewTable();
        foreach (var result in results)
        {
            if (result.Video is { } video)
                VideoListCommand.AddRow(table, video);
            else
                table.Row(null, result.File, $"Refused: {result.Error?.Reason}", null, null, null, null, null);
        }

        return table;
    }

    private static void Count(CommandContext context, UploadPlan plan, IReadOnlyList<UploadOutcome> results)
    {
        if (results.Count > 1)
            context.Output.Note($"{results.Count(result => result.Error is null)} of {results.Count} files are in.");
        if (plan.LeftOut.Count == 0)
            return;
        var more = plan.LeftOut.Count > NamedAtMost ? $" and {plan.LeftOut.Count - NamedAtMost} more" : string.Empty;
        context.Output.Note($"{plan.LeftOut.Count} {(plan.LeftOut.Count == 1 ? "file is" : "files are")} no media and left out: {string.Join(", ", plan.LeftOut.Take(NamedAtMost))}{more}.");
    }
}
