using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Triad.Core.Errors;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Grants;
using Triad.Grains.Abstractions.Searches;
using Triad.Grains.Abstractions.Videos;

namespace Triad.Grains.Searches;

/// <summary>
/// Adds to a page of hits what their videos know and the index does not: the videos' names and the segments' texts. One question a video, all at
/// once. A video that is late or gone costs its own hits these words, never the answer. Of another tenant's videos only what the grant shows is asked for.
/// </summary>
internal sealed class HitTeller(SearchLibraries libraries, IGrainFactory grains, SearchOptions options, TimeProvider time)
{
    private static readonly GrantedFields All = new(Name: true, Transcript: true, AllMetadata: true, []);

    public async Task<ImmutableArray<SearchHit>> TellAsync(ImmutableArray<SearchHit> hits, CancellationToken cancellationToken)
    {
        var videos = hits.Select((hit, place) => (Hit: hit, Place: place))
            .Where(at => FieldsOf(at.Hit) is { Name: true } or { Transcript: true })
            .GroupBy(at => (Tenant: at.Hit.Owner ?? libraries.Own.Tenant, at.Hit.VideoId, at.Hit.Generation))
            .ToList();
        var asked = videos.ConvertAll(
            video => AskAsync(new VideoKey(video.Key.Tenant, video.Key.VideoId), video.Key.Generation, [.. video.Select(at => at.Hit.Segment.Index)]));
        await WaitAsync(asked, cancellationToken);
        var told = hits.ToArray();
        foreach (var (video, answer) in videos.Zip(asked))
        {
            if (!answer.IsCompletedSuccessfully || await answer is not { IsOk: true } texts)
                continue;
            foreach (var (at, number) in video.Select((at, number) => (at, number)))
                told[at.Place] = With(at.Hit, FieldsOf(at.Hit), texts.Value, number);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(told);
    }

    // Without the token of the search, which would cost each call more than its answer; the wait for all of them ends with it.
    private Task<Result<HitTexts>> AskAsync(VideoKey video, int generation, ImmutableArray<int> segments) =>
        grains.Video(video).HitTextsAsync(generation, segments, CancellationToken.None);

    private async Task WaitAsync(List<Task<Result<HitTexts>>> asked, CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(asked).WaitAsync(TimeSpan.FromSeconds(options.ShardTimeoutSeconds), time, cancellationToken);
        }
        catch (Exception exception) when (exception is TimeoutException or StorageException or Orleans.Runtime.OrleansException)
        {
            // Faults that come later have nobody who waits for them.
            foreach (var late in asked)
                _ = late.ContinueWith(static task => task.Exception, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private GrantedFields FieldsOf(SearchHit hit) => hit.Owner is null ? All : libraries.GrantOf(hit.GrantId).Fields;

    private static SearchHit With(SearchHit hit, GrantedFields fields, HitTexts texts, int number) => hit with
    {
        Name = fields.Name ? texts.Name : string.Empty,
        Segment = fields.Transcript ? hit.Segment with { Text = texts.Texts[number] } : hit.Segment,
    };
}
