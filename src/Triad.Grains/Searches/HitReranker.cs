using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Grains.Abstractions.Searches;

namespace Triad.Grains.Searches;

/// <summary>
/// Orders the first hits of a search again, by a model that compares its text with what is kept of each of them. A hit of which nothing is kept stays
/// in its place: it was stored before the model kept anything, and nobody is to lose it.
/// </summary>
internal sealed class HitReranker(IVectorReader reader, IEmbedRouter embedders, CallDeadline deadline)
{
    private const int AtOnce = 32;

    /// <summary>The hits in their new order.</summary>
    /// <param name="shards">The shards that are searched; the work counts for the own library's tenant, and to the search's cost.</param>
    /// <param name="query">The query; its hits are given as they are where it does not ask for this.</param>
    /// <param name="hits">The hits, best first.</param>
    /// <param name="shardOf">The number of each hit's shard.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<Result<IReadOnlyList<VectorHit>>> OrderAsync(
        ShardFanOut shards,
        QueryVector query,
        IReadOnlyList<VectorHit> hits,
        IReadOnlyDictionary<VectorHit, int> shardOf,
        CancellationToken cancellationToken)
    {
        if (query.Reranking is not { } reranking)
            return Result<IReadOnlyList<VectorHit>>.Ok(hits);
        var kept = new List<ReadOnlyMemory<float>?>();
        foreach (var some in hits.Take(reranking.Hits).Chunk(AtOnce))
            kept.AddRange(await Task.WhenAll(some.Select(hit => KeptAsync(shards.Libraries.ShardOf(shardOf[hit]), hit, reranking.Kept, cancellationToken))));
        int[] places = [.. Enumerable.Range(0, kept.Count).Where(place => kept[place] is not null)];
        if (places.Length < 2)
            return Result<IReadOnlyList<VectorHit>>.Ok(hits);
        var request = new RerankHits(
            reranking.ModelPackage,
            query.Space,
            reranking.Text,
            [.. places.Select(place => ImmutableCollectionsMarshal.AsImmutableArray(kept[place]!.Value.ToArray()))])
        {
            Flow = shards.Libraries.Own.Tenant.Value,
            Weight = reranking.Weight,
        };
        var compared = await embedders.Next().RerankAsync(request, cancellationToken);
        if (!compared.IsOk)
            return compared.Error;
        shards.Cost.Add(compared.Value.Compute);
        return Result<IReadOnlyList<VectorHit>>.Ok(Ordered(hits, places, compared.Value.Scores));
    }

    /// <summary>The hits of some places by their scores, the others where they were. Equal ones keep their order.</summary>
    internal static IReadOnlyList<T> Ordered<T>(IReadOnlyList<T> hits, IReadOnlyList<int> places, IReadOnlyList<float> scores)
    {
        T[] ordered = [.. hits];
        var best = places.Zip(scores).OrderByDescending(pair => pair.Second).Select(pair => hits[pair.First]);
        foreach (var (place, hit) in places.Zip(best))
            ordered[place] = hit;
        return ordered;
    }

    // What does not answer in time has nothing to compare, and keeps its place.
    private async Task<ReadOnlyMemory<float>?> KeptAsync(
        ShardId shard, VectorHit hit, RepresentationName name, CancellationToken cancellationToken)
    {
        var points = await deadline.ReadAsync(
            token => reader.GetAsync(shard, new VideoGeneration(hit.Subject.Video, hit.Generation), hit.Segment, token),
            ShardFanOut.NoAnswer,
            cancellationToken);
        return points.IsOk
            ? points.Value.FirstOrDefault(point => point.Segment == hit.Segment)?.Vectors.FirstOrDefault(own => own.Name == name)?.Vector
            : null;
    }
}
