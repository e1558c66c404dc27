using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Searches;
using Triad.Grains.Abstractions.Videos;

namespace Triad.Grains.Searches;

/// <summary>
/// Adds to a page of hits what their videos know and the index does not: the videos' names and the segments' texts. One question a video, all at
/// once. A video that is late or gone costs its own hits these words, never the answer.
/// </summary>
internal sealed class HitTeller(TenantId tenant, IGrainFactory grains, SearchOptions options, TimeProvider time)
{
    public async Task<ImmutableArray<SearchHit>> TellAsync(ImmutableArray<SearchHit> hits, CancellationToken cancellationToken)
    {
        var videos = hits.GroupBy(hit => (hit.VideoId, hit.Generation)).ToList();
        var told = await Task.WhenAll(videos.Select(video => AskAsync(video.Key.VideoId, video.Key.Generation, [.. video], cancellationToken)));
        var byPoint = told.SelectMany(some => some).ToDictionary(hit => hit.PointId);
        return [.. hits.Select(hit => byPoint[hit.PointId])];
    }

    private async Task<ImmutableArray<SearchHit>> AskAsync(
        VideoId video,
        int generation,
        ImmutableArray<SearchHit> hits,
        CancellationToken cancellationToken)
    {
        try
        {
            var texts = await grains.Video(new VideoKey(tenant, video))
                .HitTextsAsync(generation, [.. hits.Select(hit => hit.Segment.Index)], cancellationToken)
                .WaitAsync(TimeSpan.FromSeconds(options.ShardTimeoutSeconds), time, cancellationToken);
            return texts.IsOk ? [.. hits.Select((hit, i) => With(hit, texts.Value, i))] : hits;
        }
        catch (Exception exception) when (exception is TimeoutException or StorageException or Orleans.Runtime.OrleansException)
        {
            return hits;
        }
    }

    private static SearchHit With(SearchHit hit, HitTexts texts, int number) =>
        hit with { Name = texts.Name, Segment = hit.Segment with { Text = texts.Texts[number] } };
}
