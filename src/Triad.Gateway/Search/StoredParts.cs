using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Gateway.Calls;
using Triad.Gateway.Filters;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Searches;
using Triad.Grains.Abstractions.Videos;

namespace Triad.Gateway.Search;

/// <summary>Sees to it that nobody asks with the vectors of a video that it may not see.</summary>
internal sealed class StoredParts(IGrainFactory grains)
{
    /// <summary>VideoNotFound where a part is outside of the caller's filter, as where there is no such video. Costs a caller without a filter nothing.</summary>
    public ValueTask<Result> CheckAsync(Caller caller, TenantId tenant, SearchQuery query, CancellationToken cancellationToken) =>
        caller.Filter.IsEmpty ? ValueTask.FromResult(Result.Ok) : LookAsync(caller, tenant, query, cancellationToken);

    private async ValueTask<Result> LookAsync(Caller caller, TenantId tenant, SearchQuery query, CancellationToken cancellationToken)
    {
        for (var i = 0; i < query.Parts.Length; i++)
        {
            if (query.Parts[i].VideoId is not { } id)
                continue;
            var video = await grains.Video(new VideoKey(tenant, id)).GetAsync(cancellationToken);
            if (video.IsOk && !caller.Filter.Accepts(video.Value))
                return VideoErrors.NotFound(id) with { Field = $"query.parts[{i}].stored.video_id" };
        }

        return Result.Ok;
    }
}
