using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Scores;
using Triad.Grains.Abstractions.Searches;

namespace Triad.Grains.Searches;

/// <summary>
/// Asks all shards of the libraries that are searched at once, each by the id of its own tenant. One that is late or broken costs its own hits only.
/// </summary>
internal sealed class ShardFanOut(SearchLibraries libraries, IVectorReader reader, CallDeadline deadline)
{
    /// <summary>The libraries.</summary>
    public SearchLibraries Libraries => libraries;

    /// <summary>A shard that is late or broken.</summary>
    public static Error NoAnswer { get; } =
        new(ErrorReason.Unavailable, "A shard of the index does not answer.", null, null, "Try again.", Outage.Hint);

    /// <summary>The scales by which shards make the scores of several representations one; empty where they do not.</summary>
    public ImmutableArray<ScoreScale> Scales { get; init; } = [];

    /// <summary>What has been computed for the search.</summary>
    public SearchCost Cost { get; init; } = new();

    /// <summary>One answer for each shard, in order.</summary>
    public Task<ShardAnswer[]> SearchAsync(SearchRequest request, QueryVector query, CancellationToken cancellationToken) =>
        Task.WhenAll(libraries.All.SelectMany(SearchLibraries.NumbersOf).Select(number => SearchAsync(number, request, query, cancellationToken)));

    /// <summary>
    /// The same with the scales of a query whose scores are summed: page one's, or those of what the query scores now with what the tenant's own shards
    /// hold. Other libraries are measured by the same scales, and nothing is told of what they hold besides the hits.
    /// </summary>
    public async Task<Result<ShardFanOut>> WithScalesAsync(SearchRequest request, QueryVector query, CancellationToken cancellationToken)
    {
        if (query.Summed.IsDefaultOrEmpty)
            return this;
        if (request.After is { } after)
            return after.Scales.IsDefault || after.Scales.Length != query.Summed.Length ? PageTokenRules.OtherScales : By(after.Scales);
        var shards = SearchLibraries.NumbersOf(libraries.Own).Select(number => MomentsAsync(number, request.Level, query, cancellationToken));
        var answers = await Task.WhenAll(shards);
        if (answers.All(answer => !answer.IsOk))
            return answers[0].Error!;
        var moments = answers.Where(answer => answer.IsOk).Select(answer => answer.Value).ToList();
        return By(
        [
            .. LegsOf(query).Select((leg, i) => SummedRules.ScaleOf(
                query.Summed.First(summed => summed.Representation == leg.Representation),
                moments.Aggregate(default(ScoreMoments), (all, shard) => all.With(shard[i])))),
        ]);
    }

    /// <summary>What a query asks, representation by representation.</summary>
    public static IEnumerable<QueryLeg> LegsOf(QueryVector query) =>
        query.Vectors.SelectMany(asking => asking.Representations.Select(name => new QueryLeg(name, asking.Vector.AsMemory())));

    private ShardFanOut By(ImmutableArray<ScoreScale> scales) => new(libraries, reader, deadline) { Scales = scales, Cost = Cost };

    private Task<Result<ImmutableArray<ScoreMoments>>> MomentsAsync(
        int number,
        VectorLevel level,
        QueryVector query,
        CancellationToken cancellationToken)
    {
        var asked = new MomentsQuery(libraries.ShardOf(number), query.Space, [.. LegsOf(query)], level);
        return deadline.ReadAsync(token => reader.MomentsAsync(asked, token), NoAnswer, cancellationToken);
    }

    private async Task<ShardAnswer> SearchAsync(int number, SearchRequest request, QueryVector query, CancellationToken cancellationToken)
    {
        var library = libraries.Of(number);
        var search = new VectorQuery(
            libraries.ShardOf(number),
            query.Space,
            [.. LegsOf(query)],
            request.ExcludeStored && library.IsOwn ? WithoutStored(library.Filter, query.StoredVideos) : library.Filter,
            [],
            request.Grouping,
            request.Limit + 1)
        {
            Level = request.Level,
            After = request.After?.Last,
            AsOf = request.After?.Sequences.FirstOrDefault(seen => seen.Shard == number)?.Sequence,
            WithVectors = request.Explain && Scales.IsEmpty,
            Scales = Scales,
        };
        return new ShardAnswer(
            number,
            await deadline.ReadAsync(token => reader.SearchAsync(search, token), NoAnswer, cancellationToken));
    }

    private static Filter WithoutStored(Filter filter, ImmutableArray<VideoId> storedVideos) =>
        storedVideos.IsEmpty ? filter : filter with { MustNot = filter.MustNot.Add(new VideoIn([.. storedVideos])) };
}
