using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Media;
using Triad.Core.Metadata;
using Triad.Core.Modality;
using Triad.Gateway.Limits;
using Triad.Gateway.Requests;
using Triad.Gateway.Values;

namespace Triad.Gateway.Filters;

/// <summary>Reads one filter from the wire; notes everything that is wrong with it.</summary>
/// <param name="limits">How large it may be.</param>
/// <param name="violations">Where to note.</param>
internal sealed class FilterReader(LimitsOptions limits, Violations violations)
{
    // Longer than any media, and far from what a TimeSpan cannot hold.
    private const double MaxSeconds = 1e9;

    private int _conditions;

    /// <summary>The filter as Core knows it; everything where none is given.</summary>
    public Filter Read(V1.Filter? wire, string field)
    {
        if (wire is null)
            return Filter.Everything;
        var filter = Read(wire, field, 1);
        violations.CheckLimit(field, _conditions, nameof(limits.MaxFilterConditions), limits.MaxFilterConditions, "conditions");
        return filter;
    }

    private Filter Read(V1.Filter wire, string field, int depth)
    {
        if (depth > limits.MaxFilterDepth)
        {
            violations.CheckLimit(field, depth, nameof(limits.MaxFilterDepth), limits.MaxFilterDepth, "levels");
            return Filter.Everything;
        }

        return new Filter(
            ReadAll(wire.Must, $"{field}.must", depth),
            ReadAll(wire.Should, $"{field}.should", depth),
            ReadAll(wire.MustNot, $"{field}.must_not", depth));
    }

    private ImmutableArray<Condition> ReadAll(IList<V1.Condition> wires, string field, int depth)
    {
        _conditions += wires.Count;
        if (_conditions > limits.MaxFilterConditions)
            return [];
        var conditions = ImmutableArray.CreateBuilder<Condition>(wires.Count);
        for (var i = 0; i < wires.Count; i++)
            if (Read(wires[i], $"{field}[{i}]", depth) is { } condition)
                conditions.Add(condition);
        return conditions.ToImmutable();
    }

    private Condition? Read(V1.Condition wire, string field, int depth)
    {
        switch (wire.KindCase)
        {
            case V1.Condition.KindOneofCase.Metadata:
                return ReadMetadata(wire.Metadata, $"{field}.metadata");
            case V1.Condition.KindOneofCase.VideoIds:
                return ReadIds(wire.VideoIds.Ids, $"{field}.video_ids.ids");
            case V1.Condition.KindOneofCase.Time:
                return ReadTime(wire.Time, $"{field}.time");
            case V1.Condition.KindOneofCase.Duration:
                return ReadDuration(wire.Duration, $"{field}.duration");
            case V1.Condition.KindOneofCase.Modalities:
                return ReadModalities(wire.Modalities, $"{field}.modalities");
            case V1.Condition.KindOneofCase.Filter:
                return new Nested(Read(wire.Filter, $"{field}.filter", depth + 1));
            default:
                violations.Add(Error.Missing(field, "Set one of metadata, video_ids, time, duration, modalities, filter."));
                return null;
        }
    }

    private Condition? ReadMetadata(V1.MetadataCondition wire, string field)
    {
        MetadataMapping.CheckKey(wire.Key, $"{field}.key", violations);
        switch (wire.TestCase)
        {
            case V1.MetadataCondition.TestOneofCase.Equals_:
                return MetadataMapping.ToValue(wire.Equals_, $"{field}.equals", limits, violations) is { } value
                    ? new MetadataMatch(wire.Key, [value])
                    : null;
            case V1.MetadataCondition.TestOneofCase.AnyOf:
                CheckCount($"{field}.any_of.values", wire.AnyOf.Values.Count);
                return new MetadataMatch(wire.Key, [.. wire.AnyOf.Values.Select(MetadataValue.Of)]);
            case V1.MetadataCondition.TestOneofCase.Range:
                return ReadRange(wire.Key, wire.Range, $"{field}.range");
            case V1.MetadataCondition.TestOneofCase.Exists when wire.Exists:
                return new MetadataPresent(wire.Key);
            case V1.MetadataCondition.TestOneofCase.Exists:
                violations.Add(Error.Invalid($"{field}.exists", "false", "is no condition", "Put 'exists: true' into must_not."));
                return null;
            default:
                violations.Add(Error.Missing(field, "Set one of equals, any_of, range, exists."));
                return null;
        }
    }

    private MetadataRange ReadRange(string key, V1.NumberRange wire, string field)
    {
        var range = new MetadataRange(
            key,
            wire.HasGreaterThan ? wire.GreaterThan : null,
            wire.HasAtLeast ? wire.AtLeast : null,
            wire.HasLessThan ? wire.LessThan : null,
            wire.HasAtMost ? wire.AtMost : null);
        foreach (var bound in new[] { range.Above, range.AtLeast, range.Below, range.AtMost })
            if (bound is { } number && double.IsNaN(number))
                violations.Add(Error.Invalid(field, number, "is not a number", "Give a number."));
        if (range is { Above: null, AtLeast: null, Below: null, AtMost: null })
            violations.Add(Error.Missing(field, "Give at least one bound."));
        return range;
    }

    private VideoIn ReadIds(IList<string> ids, string field)
    {
        CheckCount(field, ids.Count);
        var videos = ImmutableHashSet.CreateBuilder<VideoId>();
        for (var i = 0; i < ids.Count && i < limits.MaxFilterValues; i++)
        {
            // What is no id has no value that could go on from here.
            if (violations.Take(VideoId.Parse(ids[i], $"{field}[{i}]")) is var video && video != default)
                videos.Add(video);
        }

        return new VideoIn(videos.ToImmutable());
    }

    private Condition? ReadTime(V1.TimeCondition wire, string field)
    {
        switch (wire.KindCase)
        {
            case V1.TimeCondition.KindOneofCase.Overlaps:
                var (start, end) = (wire.Overlaps.StartSeconds, wire.Overlaps.EndSeconds);
                violations.CheckRange($"{field}.overlaps.start_seconds", start, 0, MaxSeconds);
                violations.CheckRange($"{field}.overlaps.end_seconds", end, 0, MaxSeconds);
                if (start >= end)
                    violations.Add(Error.Invalid($"{field}.overlaps.end_seconds", end, "is not after the start", "Give an end after the start."));
                return new SegmentOverlaps(new TimeRange(Seconds(start), Seconds(end)));
            case V1.TimeCondition.KindOneofCase.Created:
                violations.NotImplemented($"{field}.created", "a range of times");
                return null;
            default:
                violations.Add(Error.Missing(field, "Set one of overlaps, created."));
                return null;
        }
    }

    private VideoDurationWithin ReadDuration(V1.DurationCondition wire, string field)
    {
        if (wire.HasAtLeastSeconds)
            violations.CheckRange($"{field}.at_least_seconds", wire.AtLeastSeconds, 0, MaxSeconds);
        if (wire.HasAtMostSeconds)
            violations.CheckRange($"{field}.at_most_seconds", wire.AtMostSeconds, 0, MaxSeconds);
        if (!wire.HasAtLeastSeconds && !wire.HasAtMostSeconds)
            violations.Add(Error.Missing(field, "Give at_least_seconds, at_most_seconds or both."));
        return new VideoDurationWithin(
            wire.HasAtLeastSeconds ? Seconds(wire.AtLeastSeconds) : null,
            wire.HasAtMostSeconds ? Seconds(wire.AtMostSeconds) : null);
    }

    private Nested ReadModalities(V1.ModalityCondition wire, string field)
    {
        var (all, none) = (ModalityMapping.ToCore(wire.HasAll), ModalityMapping.ToCore(wire.HasNone));
        if (all == Modalities.None && none == Modalities.None)
            violations.Add(Error.Missing(field, "Name at least one modality in has_all or has_none."));
        return new Nested(new Filter(
            all == Modalities.None ? [] : [new MaskContains(all)],
            [],
            [.. none.Parts().Select(single => new MaskContains(single))]));
    }

    private void CheckCount(string field, int count)
    {
        if (count == 0)
            violations.Add(Error.Missing(field, "Give at least one."));
        violations.CheckLimit(field, count, nameof(limits.MaxFilterValues), limits.MaxFilterValues, "values");
    }

    // Out of range is noted already; here it only must not overflow.
    private static TimeSpan Seconds(double seconds) =>
        double.IsNaN(seconds) ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Clamp(seconds, 0, MaxSeconds));
}
