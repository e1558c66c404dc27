using Triad.Core.Errors;
using Triad.Vectors.Qdrant.Calls;
using Triad.Vectors.Qdrant.Requests;

namespace Triad.Vectors.Qdrant.Shards;

/// <summary>Reads a tenant's points page by page.</summary>
internal sealed class PointReader(QdrantCalls calls, QdrantVectorsOptions options)
{
    /// <summary>All points that satisfy the conditions, in order of their ids.</summary>
    public async Task<Result<List<Q.RetrievedPoint>>> AllAsync(
        TenantRequests requests,
        IReadOnlyList<Q.Condition> must,
        Q.WithPayloadSelector payload,
        bool withVectors,
        CancellationToken cancellationToken)
    {
        var all = new List<Q.RetrievedPoint>();
        Q.PointId? offset = null;
        do
        {
            var page = await PageAsync(requests, must, offset, payload, withVectors, cancellationToken);
            if (!page.IsOk)
                return page.Error;
            all.AddRange(page.Value.Result);
            offset = page.Value.NextPageOffset;
        }
        while (offset is not null);
        return all;
    }

    /// <summary>The first points by id that satisfy the conditions, at most so many, each with one of its vectors.</summary>
    public async Task<Result<List<Q.RetrievedPoint>>> FirstAsync(
        TenantRequests requests,
        IReadOnlyList<Q.Condition> must,
        int count,
        Q.WithPayloadSelector payload,
        string vector,
        CancellationToken cancellationToken)
    {
        var first = new List<Q.RetrievedPoint>();
        Q.PointId? offset = null;
        do
        {
            var limit = Math.Min(options.ReadBatch, count - first.Count);
            var request = requests.Scroll(must, limit, offset, payload, new() { Include = new() { Names = { vector } } });
            var page = await calls.ReadAsync("Scroll", (client, call) => client.ScrollAsync(request, call), cancellationToken);
            if (!page.IsOk)
                return page.Error;
            first.AddRange(page.Value.Result);
            offset = page.Value.NextPageOffset;
        }
        while (offset is not null && first.Count < count);
        return first;
    }

    /// <summary>One page of them.</summary>
    public Task<Result<Q.ScrollResponse>> PageAsync(
        TenantRequests requests,
        IReadOnlyList<Q.Condition> must,
        Q.PointId? offset,
        Q.WithPayloadSelector payload,
        bool withVectors,
        CancellationToken cancellationToken)
    {
        var request = requests.Scroll(must, options.ReadBatch, offset, payload, new() { Enable = withVectors });
        return calls.ReadAsync("Scroll", (client, call) => client.ScrollAsync(request, call), cancellationToken);
    }

    /// <summary>Those of some ids that are stored.</summary>
    public async Task<Result<Dictionary<Guid, Q.RetrievedPoint>>> OfAsync(
        TenantRequests requests,
        IEnumerable<Guid> ids,
        Q.WithPayloadSelector payload,
        CancellationToken cancellationToken)
    {
        var found = new Dictionary<Guid, Q.RetrievedPoint>();
        foreach (var chunk in ids.Chunk(options.ReadBatch))
        {
            var page = await PageAsync(requests, [Conditions.HasId(chunk)], null, payload, false, cancellationToken);
            if (!page.IsOk)
                return page.Error;
            foreach (var point in page.Value.Result)
                found[Conditions.Id(point.Id)] = point;
        }

        return found;
    }

    /// <summary>How many points satisfy the conditions.</summary>
    public async Task<Result<long>> CountAsync(TenantRequests requests, IEnumerable<Q.Condition> must, CancellationToken cancellationToken)
    {
        var request = requests.Count(must);
        var counted = await calls.ReadAsync("Count", (client, call) => client.CountAsync(request, call), cancellationToken);
        return counted.IsOk ? (long)counted.Value.Result.Count : counted.Error;
    }
}
