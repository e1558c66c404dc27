using Qdrant.Client.Grpc;

namespace Triad.Doubles.Queries;

/// <summary>Makes queries of the searches of older clients.</summary>
internal static class SearchMapping
{
    public static QueryPoints ToQuery(SearchPoints search)
    {
        var input = search.SparseIndices is { } indices
            ? new VectorInput { Sparse = new SparseVector { Indices = { indices.Data }, Values = { search.Vector } } }
            : new VectorInput { Dense = new DenseVector { Data = { search.Vector } } };
        var query = new QueryPoints
        {
            CollectionName = search.CollectionName,
            Query = new Query { Nearest = input },
            Using = search.VectorName,
            Filter = search.Filter,
            Params = search.Params,
            Limit = search.Limit,
            WithPayload = search.WithPayload,
            WithVectors = search.WithVectors,
            ShardKeySelector = search.ShardKeySelector,
        };
        if (search.HasOffset)
            query.Offset = search.Offset;
        if (search.HasScoreThreshold)
            query.ScoreThreshold = search.ScoreThreshold;
        if (search.HasTimeout)
            query.Timeout = search.Timeout;
        return query;
    }
}
