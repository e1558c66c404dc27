using System.CommandLine;
using Triad.Cli.Invocation;
using Triad.Cli.Output;
using Triad.Cli.Searching;
using Triad.Client;

namespace Triad.Cli.Videos;

/// <summary><c>triad video upload</c>: one file or many; exit code 1 where one of them is refused or fails.</summary>
internal static class VideoUploadCommand
{
    private static readonly Argument<FileInfo[]> Files = new Argument<FileInfo[]>("FILE")
    {
        Description = "Files to upload.",
        Arity = ArgumentArity.OneOrMore,
    }.AcceptExistingOnly();

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

    private static readonly Option<string[]> Metadata = new("--metadata")
    {
        Description = "A value to find and filter by; may be repeated.",
        HelpName = "KEY=VALUE",
    };

    private static readonly Option<FileInfo?> Captions = new Option<FileInfo?>("--captions")
    {
        Description = "SRT or WebVTT captions: its text (one file only). Otherwise FILE.srt or FILE.vtt beside a file.",
        HelpName = "FILE",
    };

    private static readonly Option<double?> SegmentSeconds = new("--segment-seconds")
    {
        Description = "Length of the videos' segments, 1 to 300; otherwise the model's own.",
        HelpName = "SECONDS",
    };

    private static readonly Option<string?> LongInput = LongInputOption.Create();

    private static readonly Option<bool> Wait = new("--wait") { Description = "Wait until every video can be found." };

    private static readonly Option<int> Parallel = new("--parallel")
    {
        Description = "Uploads at the same time, 1 to 32.",
        DefaultValueFactory = _ => 4,
        HelpName = "COUNT",
    };

    public static Command Create() => new Command("upload", "Upload files.") { Files, Id, Name, Metadata, Captions, SegmentSeconds, LongInput, Wait, Parallel }
        .Runs(RunAsync)
        .WithExamples(
            "triad video upload clip.mp4 --wait",
            "triad video upload talk.mkv --captions talk.srt --metadata speaker=Ada --metadata year=1843",
            "triad video upload lecture.mp4 --long-input uniform --wait",
            "triad video upload *.mp4 --parallel 8 --json");

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var files = context.Get(Files);
        var parallel = context.Get(Parallel);
        if (parallel is < 1 or > 32)
            throw CommandException.WrongUse("--parallel", $"{parallel}", "Give 1 to 32");
        if (files.Length > 1 && (context.Get(Id) ?? context.Get(Name) ?? context.Get(Captions)?.Name) is { } single)
            throw CommandException.WrongUse("--id, --name, --captions", single, "They go with one file only");
        var metadata = (context.Get(Metadata) ?? []).Select(FilterOptions.ParsePair).ToDictionary(pair => pair.Key, pair => pair.Value);

        using var client = context.Connect();
        var results = await ProgressDisplay.RunAsync(context.Output, async display =>
        {
            var outcomes = new UploadOutcome[files.Length];
            var options = new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellationToken };
            await System.Threading.Tasks.Parallel.ForEachAsync(Enumerable.Range(0, files.Length), options, async (index, cancelled) =>
                outcomes[index] = await UploadAsync(context, client, files[index], metadata, display.Add(files[index].Name), cancelled));
            return outcomes;
        });

        context.Output.Answer(new { results }, screen =>
            screen.Write(VideoListCommand.TableOf(results.Select(outcome => outcome.Video).OfType<Video>())));
        foreach (var failure in results.Select(outcome => outcome.Error).OfType<FailureReport>().Where(_ => !context.Output.IsJson))
            context.Output.Failure(failure);
        return results.All(outcome => outcome.Error is null) ? ExitCode.Success : ExitCode.Failed;
    }

    private static async Task<UploadOutcome> UploadAsync(
        CommandContext context,
        TriadClient client,
        FileInfo file,
        Dictionary<string, MetadataValue> metadata,
        ProgressItem bar,
        CancellationToken cancellationToken)
    {
        var captions = context.Get(Captions) ?? Sidecar(file);
        var options = new UploadOptions
        {
            VideoId = context.Get(Id),
            Name = context.Get(Name),
            Metadata = metadata,
            SegmentLength = context.Get(SegmentSeconds) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            LongInput = LongInputOption.Parse(context.Get(LongInput)),
            Captions = captions is null ? null : await Client.Captions.FromFileAsync(captions.FullName, cancellationToken),
            Progress = new ImmediateProgress<UploadProgress>(sent =>
                bar.Report(100.0 * sent.SentBytes / Math.Max(1, sent.TotalBytes ?? 1), "uploading")),
        };
        Video? video = null;
        try
        {
            video = await client.Library.UploadAsync(file.FullName, options, cancellationToken);
            if (context.Get(Wait))
            {
                var progress = new ImmediateProgress<VideoEvent>(change =>
                    bar.Report(change.ProgressPercent, $"{change.State} {change.Activity}"));
                video = await client.Library.WaitAsync(video.Id, progress, cancellationToken);
            }

            return new UploadOutcome(file.FullName, video, null);
        }
        catch (TriadException exception)
        {
            var report = FailureReport.From(exception);
            return new UploadOutcome(file.FullName, video, report with { Message = $"{file.Name}: {report.Message}" });
        }
    }

    private static FileInfo? Sidecar(FileInfo file) => new[] { ".srt", ".vtt" }
        .Select(extension => new FileInfo(Path.ChangeExtension(file.FullName, extension)))
        .FirstOrDefault(captions => captions.Exists);
}
