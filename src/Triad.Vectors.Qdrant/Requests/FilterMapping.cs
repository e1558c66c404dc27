using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Modality;
using Triad.Vectors.Qdrant.Points;

namespace Triad.Vectors.Qdrant.Requests;

/// <summary>Our filters as Qdrant's: every condition on an indexed field, every kind of condition named here.</summary>
/// <param name="tenant">The tenant of the request. That a point is of it says "always", since the request says so too; that it is not,
/// "never".</param>
internal sealed class FilterMapping(TenantId tenant)
{
    private Q.Condition Always => Conditions.Of(tenant);

    private Q.Condition Never => Conditions.Not(Always);

    /// <summary>A filter as one condition.</summary>
    public Q.Condition Of(Filter filter)
    {
        if (filter.IsEmpty)
            return Always;
        var mapped = new Q.Filter();
        mapped.Must.AddRange(filter.Must.Select(Of));
        mapped.Should.AddRange(filter.Should.Select(Of));
        mapped.MustNot.AddRange(filter.MustNot.Select(Of));
        return Conditions.Of(mapped);
    }

    /// <summary>The conditions that a point is of one of some generations: one a number, however many videos have a generation of it.</summary>
    public static IEnumerable<Q.Condition> OfAny(IEnumerable<VideoGeneration> generations) => generations
        .GroupBy(generation => generation.Generation)
        .OrderBy(same => same.Key)
        .Select(same => Conditions.All(
            Conditions.IsAnyOf(PayloadNames.Video, same.Select(generation => generation.Video.Value).Order(StringComparer.Ordinal)),
            Conditions.Is(PayloadNames.Generation, same.Key)));

    private Q.Condition Of(Condition condition) => condition switch
    {
        MaskContains { Mask: Modalities.None } => Always,
        MaskContains contains => Conditions.All(
            contains.Mask.Parts().Select(part => Conditions.Is(PayloadNames.Modalities, part.ToName()))),
        MetadataMatch { AnyOf.IsEmpty: true } => Never,
        MetadataMatch match => Conditions.IsAnyOf(
            PayloadNames.Tokens,
            match.AnyOf.Select(value => MetadataTokens.Wanted(match.Key, value))),
        MetadataPresent present => Conditions.Is(PayloadNames.Tokens, MetadataTokens.OfPresence(present.Key)),
        MetadataRange range => Of(range),
        Nested nested => Of(nested.Filter),
        SegmentOverlaps overlaps => Conditions.All(
            Conditions.InRange(PayloadNames.Start, new() { Lt = overlaps.Span.End.Ticks }),
            Conditions.InRange(PayloadNames.End, new() { Gt = overlaps.Span.Start.Ticks })),
        VideoDurationWithin within => Of(within),
        VideoIn { Videos.IsEmpty: true } => Never,
        VideoIn some => Conditions.IsAnyOf(PayloadNames.Video, some.Videos.Select(video => video.Value).Order(StringComparer.Ordinal)),
        _ => throw new NotSupportedException($"The condition {condition.GetType().Name} has no form in Qdrant."),
    };

    // Stored numbers are finite, and a bound that is not a number does not bind.
    private Q.Condition Of(MetadataRange range)
    {
        if (range is { Above: double.PositiveInfinity } or { AtLeast: double.PositiveInfinity }
            or { Below: double.NegativeInfinity } or { AtMost: double.NegativeInfinity })
            return Never;

        var ofKey = Conditions.Is(PayloadNames.Key, range.Key);
        var (above, least, below, most) = (Finite(range.Above), Finite(range.AtLeast), Finite(range.Below), Finite(range.AtMost));
        if ((above ?? least ?? below ?? most) is null)
            return Conditions.Nested(PayloadNames.Numbers, ofKey);
        var bounds = new Q.Range();
        if (above is { } gt)
            bounds.Gt = gt;
        if (least is { } gte)
            bounds.Gte = gte;
        if (below is { } lt)
            bounds.Lt = lt;
        if (most is { } lte)
            bounds.Lte = lte;
        return Conditions.Nested(PayloadNames.Numbers, ofKey, Conditions.InRange(PayloadNames.Number, bounds));
    }

    private static double? Finite(double? bound) => bound is { } number && double.IsFinite(number) ? number : null;

    private Q.Condition Of(VideoDurationWithin within)
    {
        if (within is { AtLeast: null, AtMost: null })
            return Always;
        var bounds = new Q.Range();
        if (within.AtLeast is { } least)
            bounds.Gte = least.Ticks;
        if (within.AtMost is { } most)
            bounds.Lte = most.Ticks;
        return Conditions.InRange(PayloadNames.Duration, bounds);
    }
}
