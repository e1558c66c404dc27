using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Media;
using Triad.Grains.Abstractions.Searches;

namespace Triad.Grains.Searches;

/// <summary>Maps filters as they cross between grains to the core's.</summary>
internal static class FilterMapper
{
    // Deeper filters than a person writes are refused before they cost a stack.
    private const int MaxDepth = 16;

    public static Result<Filter> ToFilter(SearchFilter filter) => ToFilter(filter, 0);

    private static Result<Filter> ToFilter(SearchFilter filter, int depth)
    {
        if (depth > MaxDepth)
            return Error.OverLimit("filter", depth, "depth", MaxDepth, "Flatten the filter.");
        var must = ToConditions(filter.Must, depth);
        var should = ToConditions(filter.Should, depth);
        var mustNot = ToConditions(filter.MustNot, depth);
        return (must.Error ?? should.Error ?? mustNot.Error) is { } error
            ? error
            : new Filter(must.Value, should.Value, mustNot.Value);
    }

    private static Result<ImmutableArray<Condition>> ToConditions(ImmutableArray<SearchCondition> conditions, int depth)
    {
        var mapped = ImmutableArray.CreateBuilder<Condition>(conditions.Length);
        foreach (var condition in conditions)
        {
            var result = ToCondition(condition, depth);
            if (!result.IsOk)
                return result.Error;
            mapped.Add(result.Value);
        }

        return mapped.MoveToImmutable();
    }

    private static Result<Condition> ToCondition(SearchCondition condition, int depth)
    {
        switch (condition.Kind)
        {
            case FilterConditionKind.MetadataMatch:
                return new MetadataMatch(condition.Key, [.. condition.Values.Select(value => value.ToValue())]);
            case FilterConditionKind.MetadataRange:
                return new MetadataRange(condition.Key, condition.Above, condition.AtLeast, condition.Below, condition.AtMost);
            case FilterConditionKind.MetadataPresent:
                return new MetadataPresent(condition.Key);
            case FilterConditionKind.VideoIn:
                return new VideoIn([.. condition.VideoIds.Select(VideoId.From)]);
            case FilterConditionKind.SegmentOverlaps:
                return new SegmentOverlaps(new TimeRange(condition.From ?? TimeSpan.Zero, condition.To ?? TimeSpan.MaxValue));
            case FilterConditionKind.VideoDurationWithin:
                return new VideoDurationWithin(condition.From, condition.To);
            case FilterConditionKind.MaskContains:
                return new MaskContains(condition.Mask);
            case FilterConditionKind.Nested when condition.Filter is { } nested:
                var filter = ToFilter(nested, depth + 1);
                return filter.IsOk ? new Nested(filter.Value) : filter.Error;
            default:
                return Error.Invalid("filter.condition", condition.Kind, "is not a condition", "Use one of the documented conditions.");
        }
    }
}
