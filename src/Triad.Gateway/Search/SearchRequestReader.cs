using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Scores;
using Triad.Gateway.Calls;
using Triad.Gateway.Filters;
using Triad.Gateway.Limits;
using Triad.Gateway.Requests;
using Triad.Gateway.Tokens;
using Triad.Grains.Abstractions.Searches;

namespace Triad.Gateway.Search;

/// <summary>Reads a search from the wire.</summary>
internal sealed class SearchRequestReader(PageTokens tokens, Watermarks watermarks)
{
    private const int DefaultLimit = 10;
    private const int MaxTargets = 16;
    private const int MaxGrants = 16;

    /// <summary>The search for the grain; notes everything that is wrong with it.</summary>
    public SearchRequest Read(V1.SearchRequest wire, Caller caller, TenantId tenant, LimitsOptions limits, Violations violations)
    {
        var options = wire.Options ?? new V1.SearchOptions();
        RefuseWhatIsMissing(options, violations);
        var query = new QueryReader(limits, violations).Read(wire.Query, "query");
        var filter = new FilterReader(limits, violations).Read(options.Filter, "options.filter");
        var cursor = options.PageToken.Length == 0
            ? null
            : violations.Take(
                tokens.Read<SearchCursor>(TokenPurpose.SearchPage, tenant, ListOf(wire, caller), options.PageToken, "options.page_token"));
        return new SearchRequest(
            tenant,
            query,
            ReadTargets(options, violations),
            caller.Filter.And(filter),
            ReadGrouping(options.GroupBy, violations),
            ReadLimit(options, limits, violations),
            cursor is null ? null : ToPage(cursor),
            violations.Take(watermarks.Read(tenant, options.WaitFor, "options.wait_for")) is { IsDefault: false } marks ? marks : [],
            options.Explain)
        {
            ExcludeStored = options.ExcludeStoredParts,
            Level = ReadLevel(options.Level, violations),
            InOther = options.OtherModel,
            Grants = ReadGrants(wire, violations),
            Access = caller.Filter.IsEmpty ? null : caller.Filter,
        };
    }

    /// <summary>The token of the next page.</summary>
    public string NextPage(V1.SearchRequest wire, Caller caller, TenantId tenant, SearchPage page) => tokens.Make(
        TokenPurpose.SearchPage,
        tenant,
        ListOf(wire, caller),
        new SearchCursor(
            page.Space.Value,
            [.. page.Sequences.Select(mark => new ShardMark(mark.Shard, mark.Sequence))],
            page.Last.Score,
            page.Last.Id.Value,
            page.Ranking?.Ranking,
            page.Ranking?.Place ?? 0)
        {
            Scales = page.Scales.IsDefaultOrEmpty ? null : [.. page.Scales.Select(scale => new ScaleMark(scale.Mean, scale.Deviation, scale.Weight))],
        });

    private static SearchPage ToPage(SearchCursor cursor) => new(
        SpaceId.From(cursor.Space),
        [.. cursor.Seen.Select(mark => new ShardSequence(mark.Shard, mark.Sequence))],
        new ScoreCursor(cursor.Score, new PointId(cursor.Point)))
    {
        Ranking = cursor.Ranking is { } ranking ? new RankingPlace(ranking, cursor.Place) : null,
        Scales = [.. (cursor.Scales ?? []).Select(scale => new ScoreScale(scale.Mean, scale.Deviation, scale.Weight))],
    };

    // What may differ from page to page of one search is left out. A ranking of page one is kept: nobody with another filter may go on in it.
    private static V1.SearchRequest ListOf(V1.SearchRequest wire, Caller caller)
    {
        var list = new V1.SearchRequest { Query = wire.Query, Options = wire.Options?.Clone() ?? new V1.SearchOptions() };
        list.Grants.Add(wire.Grants);
        list.Options.PageToken = "";
        list.Options.WaitFor = "";
        list.Options.ClearLimit();
        list.Options.Explain = false;
        list.Options.Filter = AccessFilter.Bind(caller, list.Options.Filter);
        return list;
    }

    private static void RefuseWhatIsMissing(V1.SearchOptions options, Violations violations)
    {
        Refuse("options.min_confidence", options.MinConfidence);
        Refuse("options.lexical_weight", options.LexicalWeight);
        Refuse("options.diversity", options.Diversity);
        if (options.Moments is not null)
            violations.NotImplemented("options.moments", "a choice of moments");

        void Refuse(string field, double value)
        {
            violations.CheckRange(field, value, 0, 1);
            if (value > 0)
                violations.NotImplemented(field, value);
        }
    }

    private static int ReadLimit(V1.SearchOptions options, LimitsOptions limits, Violations violations)
    {
        if (!options.HasLimit)
            return (int)Math.Min(DefaultLimit, limits.MaxHits);
        if (options.Limit < 1)
            violations.Add(Error.Invalid(
                "options.limit",
                options.Limit,
                "is not a number of hits",
                $"Give 1 to {limits.MaxHits}, or leave it out for {DefaultLimit}."));
        violations.CheckLimit("options.limit", options.Limit, nameof(limits.MaxHits), limits.MaxHits, "hits");
        return options.Limit;
    }

    private static ImmutableArray<RepresentationName> ReadTargets(V1.SearchOptions options, Violations violations)
    {
        var names = options.Representations.Distinct(StringComparer.Ordinal).ToList();
        if (names.Count > MaxTargets)
            violations.Add(Error.OverLimit("options.representations", names.Count, "representations", MaxTargets, "Ask fewer at once."));
        var targets = ImmutableArray.CreateBuilder<RepresentationName>();
        for (var i = 0; i < names.Count && i < MaxTargets; i++)
            targets.Add(violations.Take(RepresentationName.Parse(names[i], $"options.representations[{options.Representations.IndexOf(names[i])}]")));
        return targets.ToImmutable();
    }

    private static ImmutableArray<string> ReadGrants(V1.SearchRequest wire, Violations violations)
    {
        if (wire.Grants.Count > MaxGrants)
            violations.Add(Error.OverLimit("grants", wire.Grants.Count, "grants of a search", MaxGrants, "Name fewer at once."));
        for (var i = 0; i < wire.Grants.Count && i < MaxGrants; i++)
        {
            if (wire.Grants[i].Length == 0)
                violations.Add(Error.Missing($"grants[{i}]", "Name a grant that the tenant has received."));
            else if (wire.Grants.IndexOf(wire.Grants[i]) < i)
                violations.Add(Error.Invalid($"grants[{i}]", wire.Grants[i], "is named twice", "Name each grant once."));
        }

        return [.. wire.Grants];
    }

    private static VectorLevel ReadLevel(V1.Level level, Violations violations)
    {
        switch (level)
        {
            case V1.Level.Unspecified or V1.Level.Segment:
                return VectorLevel.Segment;
            case V1.Level.Video:
                return VectorLevel.Video;
            default:
                violations.Add(Error.Invalid("options.level", level, "is not a level", "Give LEVEL_SEGMENT or LEVEL_VIDEO."));
                return VectorLevel.Segment;
        }
    }

    private static HitGrouping ReadGrouping(V1.GroupBy group, Violations violations)
    {
        switch (group)
        {
            case V1.GroupBy.Unspecified or V1.GroupBy.Video:
                return HitGrouping.Video;
            case V1.GroupBy.Segment:
                return HitGrouping.Segment;
            default:
                violations.Add(Error.Invalid("options.group_by", group, "is not a grouping", "Give GROUP_BY_VIDEO or GROUP_BY_SEGMENT."));
                return HitGrouping.Video;
        }
    }
}
