using System.CommandLine;
using Triad.Cli.Invocation;
using Triad.Cli.Metadata;
using Triad.Cli.Output;
using Triad.Cli.Searching;
using Triad.Client;

namespace Triad.Cli.Videos;

/// <summary><c>triad video list</c>.</summary>
internal static class VideoListCommand
{
    public static Command Create()
    {
        var states = Choices.Many<VideoState>("--state", "Only this state; may be repeated:", "STATE");
        var where = MetadataOption.Where();
        var pages = new PageOptions();
        return pages.AddTo(new Command("list", "List videos, newest first.") { states, where })
            .Runs(async (context, cancellationToken) =>
            {
                var conditions = (context.Get(where) ?? []).SelectMany(FilterOptions.ParseMetadata).ToArray();
                var options = new ListVideosOptions
                {
                    States = context.Get(states) ?? [],
                    Filter = conditions.Length > 0 ? SearchFilter.All(conditions) : null,
                };

                using var client = context.Connect();
                return await pages.AnswerAsync(
                    context,
                    "videos",
                    (size, token, cancelled) => client.Library.ListPageAsync(options with { PageSize = size, PageToken = token }, cancelled),
                    TableOf,
                    cancellationToken);
            })
            .WithExamples(
                "triad video list",
                "triad video list --state failed --json",
                "triad video list --where camera=left --where year:int=1843",
                "triad video list --all --json | jq -r .videos[].id");
    }

    public static TextTable TableOf(IEnumerable<Video> videos)
    {
        var table = NewTable();
        foreach (var video in videos)
            AddRow(table, video);
        return table;
    }

    public static TextTable NewTable() => Tables.Of(
        "video", "name", "state", "duration", "has", Tables.Spare("segments"), Tables.Spare("size"), Tables.Spare("created"));

    public static void AddRow(TextTable table, Video video) => table.Row(
        video.Id,
        video.Name,
        video.Failure is { } failure ? $"{video.State}: {failure.Reason}" : $"{video.State}",
        video.Duration > TimeSpan.Zero ? Tables.Clock(video.Duration) : string.Empty,
        video.Modalities.ToShortName(),
        $"{video.SegmentCount}",
        Tables.Bytes(video.SizeBytes),
        Tables.Time(video.CreateTime));
}
