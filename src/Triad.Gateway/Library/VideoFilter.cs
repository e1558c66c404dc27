using Triad.Core.Errors;
using Triad.Core.Filters;
using Triad.Gateway.Filters;
using Triad.Gateway.Limits;
using Triad.Gateway.Requests;
using Triad.Grains.Abstractions.Videos;

namespace Triad.Gateway.Library;

/// <summary>Which videos a list is about.</summary>
internal sealed class VideoFilter
{
    private readonly Filter _filter;
    private readonly HashSet<V1.VideoState> _states;

    private VideoFilter(Filter filter, HashSet<V1.VideoState> states)
    {
        _filter = filter;
        _states = states;
    }

    /// <summary>Reads filter, states and order of a request; notes everything that is wrong with them.</summary>
    public static VideoFilter Read(V1.ListVideosRequest request, LimitsOptions limits, Violations violations)
    {
        var filter = new FilterReader(limits, violations).Read(request.Filter, "filter");
        if (LooksAtSegments(filter))
            violations.Add(Error.Invalid("filter", "time.overlaps", "is a condition on segments", "Leave it out of lists of videos."));
        foreach (var state in request.States.Where(state => state == V1.VideoState.Unspecified || !Enum.IsDefined(state)))
            violations.Add(Error.Invalid("states", state, "is not a state", "Give states of videos, or leave them out for all."));
        if (request.Order is V1.VideoOrder.OldestFirst or V1.VideoOrder.Id)
            violations.NotImplemented("order", request.Order);
        else if (!Enum.IsDefined(request.Order))
            violations.Add(Error.Invalid("order", request.Order, "is not an order", "Give VIDEO_ORDER_NEWEST_FIRST, or leave it out."));
        return new VideoFilter(filter, [.. request.States]);
    }

    /// <summary>Tells whether a video belongs to the list.</summary>
    public bool Accepts(VideoSnapshot video) =>
        (_states.Count == 0 || _states.Contains(VideoMapping.ToWire(video.Status)))
        && _filter.Accepts(video);

    private static bool LooksAtSegments(Filter filter) =>
        filter.Must.Concat(filter.Should).Concat(filter.MustNot)
            .Any(condition => condition is SegmentOverlaps || (condition is Nested nested && LooksAtSegments(nested.Filter)));
}
