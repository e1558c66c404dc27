using Triad.Core.Errors;
using Triad.Grains.Abstractions.Searches;

namespace Triad.Grains.Searches;

/// <summary>Pages of an index that looks back: each searches what page one saw, after the last hit of the page before.</summary>
internal sealed class SnapshotPages(TimeProvider time) : ISearchPages
{
    public async Task<Result<FoundPage>> FindAsync(
        SearchRequest request,
        QueryVector query,
        ShardFanOut shards,
        CancellationToken cancellationToken)
    {
        if (request.After?.Ranking is not null)
            return PageTokenRules.OtherIndex;
        var started = time.GetTimestamp();
        var answers = await shards.SearchAsync(request, query, cancellationToken);
        return answers.All(answer => !answer.Hits.IsOk)
            ? answers[0].Hits.Error!
            : HitMerger.Merge(request, query, answers, shards.Libraries, shards.Scales, time.GetElapsedTime(started));
    }
}
