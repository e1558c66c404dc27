using System.Globalization;
using System.Text.Json;
using Triad.Client;

namespace Triad.Benchmarks.Crash;

/// <summary>What a running platform says of itself: videos, segments, and what searches find with which score.</summary>
internal static class ServedState
{
    private static readonly string[] Queries = ["a red ball", "a loud tone", "a blue square"];

    private static readonly string[][] Representations = [[], ["v"], ["a"], ["t"]];

    public static async Task ReadAsync(StateImage image, TriadClient client, string tenant, CancellationToken cancellationToken)
    {
        await foreach (var video in client.Library.ListAsync(cancellationToken: cancellationToken))
        {
            var name = $"video {tenant}/{video.Id}";
            image.Add(name, JsonSerializer.Serialize(video with { CreateTime = null, Watermark = string.Empty, Metadata = new Dictionary<string, MetadataValue>() }));
            image.Add($"{name} number", HitRules.NumberOf(video.Metadata).ToString(CultureInfo.InvariantCulture));
            if (video.State == VideoState.Ready)
                image.Add($"{name} segments", JsonSerializer.Serialize(await client.Library.SegmentsAsync(video.Id, cancellationToken).ToListAsync(cancellationToken)));
        }

        foreach (var query in Queries)
        {
            foreach (var representations in Representations)
            {
                var options = new SearchOptions { GroupBy = ResultGrouping.Segment, Limit = 1000, Representations = representations };
                await foreach (var hit in client.Search.AllAsync(query, options, cancellationToken))
                    image.Add($"hit of '{query}' among '{string.Join(',', representations)}': {tenant}/{hit.VideoId} {hit.SegmentIndex} {hit.Representation}", [(float)hit.Score]);
            }
        }
    }
}
