using System.Diagnostics;
using Triad.Client;

namespace Triad.Benchmarks.FullSize;

/// <summary>Searches one after another, each timed and looked at.</summary>
internal sealed class FullSizeSearches(TriadClient client, IReadOnlyList<Video> videos)
{
    private const int Limit = 10;

    /// <summary>Milliseconds of searches by text; every answer has a full page.</summary>
    /// <exception cref="BenchmarkUsageException">One has not.</exception>
    public async Task<IReadOnlyList<double>> ByTextAsync(IReadOnlyList<string> texts, int count, CancellationToken cancellationToken)
    {
        var times = new List<double>();
        for (var i = 0; i < count; i++)
        {
            var (hits, time) = await AskAsync(texts[i % texts.Count], cancellationToken);
            if (hits.Count < Math.Min(Limit, videos.Sum(video => video.SegmentCount)))
                throw new BenchmarkUsageException($"'{texts[i % texts.Count]}' found {hits.Count} segments.");
            times.Add(time);
        }

        return times;
    }

    /// <summary>Milliseconds of searches by segments that are stored, and how many of them came first in their own answer.</summary>
    public async Task<(IReadOnlyList<double> Times, int Right)> ByStoredSegmentAsync(int count, CancellationToken cancellationToken)
    {
        var (times, right) = (new List<double>(), 0);
        for (var i = 0; i < count; i++)
        {
            var video = videos[i % videos.Count];
            var segment = i * 7 % video.SegmentCount;
            var (hits, time) = await AskAsync(new SearchQuery().WithStoredVideo(video.Id, segment), cancellationToken);
            times.Add(time);
            if (hits.Count > 0 && (hits[0].VideoId, hits[0].SegmentIndex) == (video.Id, segment)) right++;
        }

        return (times, right);
    }

    public static double Median(IReadOnlyList<double> values) => values.Order().ElementAt(values.Count / 2);

    private async Task<(IReadOnlyList<SearchHit> Hits, double Milliseconds)> AskAsync(SearchQuery query, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var page = await client.Search.QueryAsync(query, new SearchOptions { Limit = Limit, GroupBy = ResultGrouping.Segment }, cancellationToken);
        return (page.Hits, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }
}
