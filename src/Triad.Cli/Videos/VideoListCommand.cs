using System.CommandLine;
using Triad.Cli.Invocation;
using Triad.Cli.Output;
using Triad.Cli.Searching;
using Triad.Client;

namespace Triad.Cli.Videos;

/// <summary><c>triad video list</c>.</summary>
internal static class VideoListCommand
{
    public static Command Create()
    {
        var states = new Option<VideoState[]>("--state") { Description = "Only this state; may be repeated.", HelpName = "STATE" };
        var limit = new Option<int>("--limit") { Description = "At most so many.", DefaultValueFactory = _ => 100, HelpName = "COUNT" };
        var where = FilterOptions.Where();
        return new Command("list", "List videos, newest first.") { states, where, limit }
            .Runs(async (context, cancellationToken) =>
            {
                var most = context.Get(limit);
                if (most < 1)
                    throw CommandException.WrongUse("--limit", $"{most}", "Give 1 or more");
                var conditions = (context.Get(where) ?? []).Select(FilterOptions.ParseMetadata).ToArray();
                var options = new ListVideosOptions
                {
                    States = context.Get(states) ?? [],
                    Filter = conditions.Length > 0 ? SearchFilter.All(conditions) : null,
                    PageSize = Math.Min(most, 1000),
                };

                using var client = context.Connect();
                var videos = await client.Library.ListAsync(options, cancellationToken).Take(most).ToListAsync(cancellationToken);
                context.Output.Answer(new { videos }, screen => screen.Write(TableOf(videos)));
            })
            .WithExamples("triad video list", "triad video list --state failed --json", "triad video list --where camera=left");
    }

    public static Spectre.Console.Table TableOf(IEnumerable<Video> videos)
    {
        var table = Tables.Of("video", "name", "state", "duration", "has", "segments", "size", "created");
        foreach (var video in videos)
        {
            table.Row(
                video.Id,
                video.Name,
                video.Failure is { } failure ? $"{video.State}: {failure.Reason}" : $"{video.State}",
                video.Duration > TimeSpan.Zero ? Tables.Clock(video.Duration) : string.Empty,
                video.Modalities.ToShortName(),
                $"{video.SegmentCount}",
                Tables.Bytes(video.SizeBytes),
                Tables.Time(video.CreateTime));
        }

        return table;
    }
}
