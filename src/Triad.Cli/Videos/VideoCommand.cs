using System.CommandLine;
using Triad.Cli.Invocation;
using Triad.Cli.Metadata;
using Triad.Cli.Output;
using Triad.Client;

namespace Triad.Cli.Videos;

/// <summary><c>triad video</c>.</summary>
internal static class VideoCommand
{
    public static Command Create() => new Command("video", "Put videos in; list, watch and delete them.")
    {
        VideoUploadCommand.Create(),
        VideoListCommand.Create(),
        Get(),
        VideoWatchCommand.Create(),
        Segments(),
        Update(),
        Delete(),
    }.WithExamples("triad video upload clip.mp4 --wait", "triad video list --state ready", "triad video segments my-video");

    public static Argument<string> IdArgument() => new("VIDEO") { Description = "The video's id." };

    public static void Show(CommandContext context, Video video) => context.Output.Answer(video, screen =>
    {
        screen.Facts(
            ("video", video.Id),
            ("name", video.Name),
            ("state", $"{video.State}"),
            ("failure", video.Failure is { } failure ? $"{failure.Reason}: {failure.Message}" : null),
            ("progress", video.IsFinal ? null : $"{Tables.Number(video.ProgressPercent, 0)} %  {video.Activity}"),
            ("duration", video.Duration > TimeSpan.Zero ? Tables.Clock(video.Duration) : null),
            ("modalities", video.Modalities.ToShortName()),
            ("segments", video.SegmentCount > 0 ? $"{video.SegmentCount}" : null),
            ("size", Tables.Bytes(video.SizeBytes)),
            ("sha256", video.Sha256),
            ("created", Tables.Time(video.CreateTime)),
            ("retention", RetentionOption.Shown(video.Retention)),
            ("metadata", string.Join(", ", video.Metadata.Select(entry => $"{entry.Key}={entry.Value}"))));
        foreach (var status in video.ModalityStatuses.Where(status => status.Message.Length > 0))
            screen.Facts(($"{status.Modality} {status.State}", status.Message));
        foreach (var notice in video.Notices)
            screen.Facts(("notice", $"{notice.Message} {notice.Remedy}".TrimEnd()));
    });

    private static Command Get()
    {
        var id = IdArgument();
        return new Command("get", "Show a video.") { id }
            .Runs(async (context, cancellationToken) =>
            {
                using var client = context.Connect();
                Show(context, await client.Library.GetAsync(context.Get(id), cancellationToken));
            })
            .WithExamples("triad video get my-video --json");
    }

    private static Command Segments()
    {
        var id = IdArgument();
        var pages = new PageOptions();
        return pages.AddTo(new Command("segments", "List the segments of a video that is ready.") { id })
            .Runs(async (context, cancellationToken) =>
            {
                using var client = context.Connect();
                return await pages.AnswerAsync(
                    context,
                    "segments",
                    (size, token, cancelled) => client.Library.SegmentsPageAsync(context.Get(id), size, token, cancelled),
                    SegmentTable,
                    cancellationToken);
            })
            .WithExamples("triad video segments my-video", "triad video segments my-video --all --json");

        static TextTable SegmentTable(IReadOnlyList<VideoSegment> segments)
        {
            var table = Tables.Of("segment", "moment", "modalities", "transcript");
            foreach (var segment in segments)
                table.Row($"{segment.Index}", Tables.Span(segment.Span), segment.Modalities.ToShortName(), segment.Transcript);
            return table;
        }
    }

    private static Command Update()
    {
        var id = IdArgument();
        var name = new Option<string?>("--name") { Description = "For people.", HelpName = "TEXT" };
        var retention = new RetentionOption("How long it is kept after its creation", canBeLifted: true);
        var metadata = MetadataOption.Values();
        metadata.Description = $"{metadata.Description} All together take the place of those that it has.";
        var without = new Option<bool>("--no-metadata") { Description = "Take all of its metadata away." };
        var command = new Command("update", "Change a video; what is not named stays.") { id, name, metadata, without };
        retention.AddTo(command);
        return command
            .Runs(async (context, cancellationToken) =>
            {
                using var client = context.Connect();
                var changes = new UpdateVideoOptions
                {
                    Name = context.Get(name),
                    Retention = retention.Given(context),
                    WithoutRetention = retention.IsLifted(context),
                    Metadata = context.Get(metadata) is { Length: > 0 } given ? MetadataOption.Read(given)
                        : context.Get(without) ? MetadataOption.Read([])
                        : null,
                };
                Show(context, await client.Library.UpdateAsync(context.Get(id), changes, cancellationToken));
            })
            .WithExamples("triad video update my-video --name \"The first take\"", "triad video update my-video --retention 30d", "triad video update my-video --metadata colour=red --metadata year:int=2026");
    }

    private static Command Delete()
    {
        var id = IdArgument();
        var missing = new Option<bool>("--allow-missing") { Description = "It is fine when there is no such video." };
        return new Command("delete", "Delete a video; searches that start later do not find it.") { id, missing }
            .Runs(async (context, cancellationToken) =>
            {
                using var client = context.Connect();
                await client.Library.DeleteAsync(context.Get(id), context.Get(missing), cancellationToken);
                context.Output.Answer(new { deleted = context.Get(id) }, _ => context.Output.Note($"Deleted {context.Get(id)}."));
            })
            .WithExamples("triad video delete my-video");
    }
}
