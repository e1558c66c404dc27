using System.CommandLine;
using Triad.Cli.Invocation;
using Triad.Cli.Output;
using Triad.Client;

namespace Triad.Cli.Videos;

/// <summary><c>triad video watch</c>: exit code 1 where the ingest fails.</summary>
internal static class VideoWatchCommand
{
    public static Command Create()
    {
        var id = VideoCommand.IdArgument();
        return new Command("watch", "Follow the ingest of a video until it is ready or has failed.") { id }
            .Runs(async (context, cancellationToken) =>
            {
                using var client = context.Connect();
                var events = await ProgressDisplay.RunAsync(
                    context.Output, display => FollowAsync(context, client, display, cancellationToken));
                var video = events.LastOrDefault()?.Video ?? await client.Library.GetAsync(context.Get(id), cancellationToken);
                context.Output.Answer(
                    new { events = events.Select(change => change with { Video = null }), video },
                    screen => screen.Write(VideoListCommand.TableOf([video])));
                return video.State == VideoState.Ready ? ExitCode.Success : ExitCode.Failed;
            })
            .WithExamples("triad video watch my-video");

        async Task<List<VideoEvent>> FollowAsync(
            CommandContext context, TriadClient client, ProgressDisplay display, CancellationToken cancellationToken)
        {
            var events = new List<VideoEvent>();
            var bar = display.Add(context.Get(id));
            await foreach (var change in client.Library.WatchAsync(context.Get(id), cancellationToken: cancellationToken))
            {
                events.Add(change);
                bar.Report(change.ProgressPercent, $"{change.State} {change.Activity}");
            }

            return events;
        }
    }
}
