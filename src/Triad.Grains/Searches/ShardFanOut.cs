using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Grains.Abstractions.Searches;

namespace Triad.Grains.Searches;

/// <summary>Asks all shards of a tenant at once. One that is late or broken costs its own hits only.</summary>
internal sealed class ShardFanOut(TenantId tenant, int shardCount, IVectorReader reader, CallDeadline deadline)
{
    // As long as it may take until a silo that was killed is known to be dead.
    private static readonly TimeSpan OutageHint = TimeSpan.FromSeconds(4);

    /// <summary>A shard that is late or broken.</summary>
    public static Error NoAnswer { get; } =
        new(ErrorReason.Unavailable, "A shard of the index does not answer.", null, null, "Try again.", OutageHint);

    /// <summary>One answer for each shard, in order.</summary>
    public Task<ShardAnswer[]> SearchAsync(SearchRequest request, QueryVector query, CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(0, shardCount).Select(shard => SearchAsync(shard, request, query, cancellationToken)));

    private async Task<ShardAnswer> SearchAsync(int shard, SearchRequest request, QueryVector query, CancellationToken cancellationToken)
    {
        var search = new VectorQuery(
            new ShardId(tenant, shard),
            query.Space,
            [.. query.Vectors.SelectMany(asking => asking.Representations.Select(name => new QueryLeg(name, asking.Vector.AsMemory())))],
            request.ExcludeStored ? WithoutStored(request.Filter, query.StoredVideos) : request.Filter,
            [],
            request.Grouping,
            request.Limit + 1)
        {
            Level = request.Level,
            After = request.After?.Last,
            AsOf = request.After?.Sequences.FirstOrDefault(seen => seen.Shard == shard)?.Sequence,
            WithVectors = request.Explain,
        };
        return new ShardAnswer(
            shard,
            await deadline.AskAsync(token => reader.SearchAsync(search, token), NoAnswer, cancellationToken));
    }

    private static Filter WithoutStored(Filter filter, ImmutableArray<VideoId> storedVideos) =>
        storedVideos.IsEmpty ? filter : filter with { MustNot = filter.MustNot.Add(new VideoIn([.. storedVideos])) };
}
