using System.Numerics.Tensors;
using Google.Protobuf.Collections;
using Triad.Core.Identity;
using Triad.Vectors.Qdrant.Collections;
using Triad.Vectors.Qdrant.Points;

namespace Triad.Vectors.Qdrant.Requests;

/// <summary>
/// Builds every request that reads or changes points; nothing else does. Each has the tenant in its filter and a shard selector that is
/// not empty, so none can reach the points of another tenant, whatever a caller asks for.
/// </summary>
internal sealed class TenantRequests
{
    private readonly string _collection;
    private readonly TenantId _tenant;
    private readonly Q.ShardKeySelector _selector;
    private readonly QdrantVectorsOptions _options;

    private TenantRequests(string collection, TenantId tenant, Q.ShardKeySelector selector, QdrantVectorsOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(collection);
        _ = tenant.Value; // A tenant without a value throws.
        _collection = collection;
        _tenant = tenant;
        _selector = selector;
        _options = options;
    }

    /// <summary>Requests to where the tenant's points are: the shard key of its own, or the shared one while it has none.</summary>
    public static TenantRequests To(string collection, TenantId tenant, QdrantVectorsOptions options)
    {
        var own = Key(CollectionNaming.KeyOf(tenant));
        return new(collection, tenant, new() { ShardKeys = { own }, Fallback = Key(CollectionNaming.SharedKey) }, options);
    }

    /// <summary>Requests to the tenant's points in the shared shard, also while it has a key of its own.</summary>
    public static TenantRequests ToShared(string collection, TenantId tenant, QdrantVectorsOptions options) =>
        new(collection, tenant, new() { ShardKeys = { Key(CollectionNaming.SharedKey) } }, options);

    /// <summary>Requests to the shard key of the tenant's own and nothing else.</summary>
    public static TenantRequests ToOwn(string collection, TenantId tenant, QdrantVectorsOptions options) =>
        new(collection, tenant, new() { ShardKeys = { Key(CollectionNaming.KeyOf(tenant)) } }, options);

    /// <summary>Whose points they are about.</summary>
    public TenantId Tenant => _tenant;

    /// <summary>Our filters as Qdrant's.</summary>
    public FilterMapping Filters => new(_tenant);

    /// <summary>The points nearest to a vector.</summary>
    public Q.QueryPoints Nearest(
        string name,
        ReadOnlySpan<float> vector,
        IEnumerable<Q.Condition> must,
        IEnumerable<Q.Condition> mustNot,
        int limit,
        Q.WithPayloadSelector payload,
        bool withVectors)
    {
        Refuse(vector);
        var query = new Q.QueryPoints
        {
            CollectionName = _collection,
            Query = new() { Nearest = new() { Dense = new() { Data = { vector.ToArray() } } } },
            Using = name,
            Filter = Scoped(must, mustNot),
            Params = Params(),
            Limit = (ulong)limit,
            WithPayload = payload,
            WithVectors = withVectors ? new() { Include = new() { Names = { name } } } : new() { Enable = false },
            ShardKeySelector = _selector.Clone(),
        };
        return query;
    }

    /// <summary>How near some points are to a vector, to the last bit: their ids and scores alone.</summary>
    public Q.QueryPoints Scores(string name, ReadOnlySpan<float> vector, IReadOnlyCollection<Guid> ids, IEnumerable<Q.Condition> must)
    {
        var query = Nearest(name, vector, [Conditions.HasId(ids), .. must], [], ids.Count, new() { Enable = false }, withVectors: false);
        query.Params = new() { Exact = true };
        return query;
    }

    /// <summary>Several searches in one call.</summary>
    public Q.QueryBatchPoints Batch(IEnumerable<Q.QueryPoints> queries) => new()
    {
        CollectionName = _collection,
        QueryPoints = { queries },
        ReadConsistency = new() { Type = Consistency() },
        Timeout = Seconds(_options.ReadTimeout),
    };

    /// <summary>Points in order of their ids, page by page.</summary>
    public Q.ScrollPoints Scroll(
        IEnumerable<Q.Condition> must,
        int limit,
        Q.PointId? offset,
        Q.WithPayloadSelector payload,
        Q.WithVectorsSelector vectors) => new()
        {
            CollectionName = _collection,
            Filter = Scoped(must, []),
            Limit = (uint)limit,
            Offset = offset,
            WithPayload = payload,
            WithVectors = vectors,
            ReadConsistency = new() { Type = Q.ReadConsistencyType.All },
            ShardKeySelector = _selector.Clone(),
            Timeout = Seconds(_options.ReadTimeout),
        };

    /// <summary>How many points there are, to the last one.</summary>
    public Q.CountPoints Count(IEnumerable<Q.Condition> must) => new()
    {
        CollectionName = _collection,
        Filter = Scoped(must, []),
        Exact = true,
        ReadConsistency = new() { Type = Q.ReadConsistencyType.All },
        ShardKeySelector = _selector.Clone(),
        Timeout = Seconds(_options.ReadTimeout),
    };

    /// <summary>A point of the tenant. The vectors are those that searches find it by; a header has none.</summary>
    public Q.PointStruct Point(Guid id, MapField<string, Q.Value> payload, IEnumerable<(string Name, ReadOnlyMemory<float> Vector)> vectors)
    {
        var named = new Q.NamedVectors();
        foreach (var (name, vector) in vectors)
        {
            Refuse(vector.Span);
            named.Vectors.Add(name, new Q.Vector { Dense = new() { Data = { vector.ToArray() } } });
        }

        var point = new Q.PointStruct { Id = Conditions.Id(id), Vectors = new() { Vectors_ = named }, Payload = { payload } };
        point.Payload[PayloadNames.Tenant] = new() { StringValue = _tenant.Value };
        return point;
    }

    /// <summary>Writes points; one that is stored is replaced only where these conditions hold of it.</summary>
    public Q.PointsUpdateOperation Upsert(IEnumerable<Q.PointStruct> points, params IEnumerable<Q.Condition> where)
    {
        var list = new Q.PointsUpdateOperation.Types.PointStructList
        {
            Points = { points },
            ShardKeySelector = _selector.Clone(),
            UpdateFilter = Scoped(where, []),
        };
        foreach (var point in list.Points)
            if (point.Payload.GetValueOrDefault(PayloadNames.Tenant)?.StringValue != _tenant.Value)
                throw new InvalidOperationException($"The point {point.Id} is not of tenant '{_tenant}'.");
        return new() { Upsert = list };
    }

    /// <summary>Writes points that are not stored and leaves those that are as they are.</summary>
    public Q.PointsUpdateOperation Insert(IEnumerable<Q.PointStruct> points)
    {
        var insert = Upsert(points);
        insert.Upsert.UpdateMode = Q.UpdateMode.InsertOnly;
        return insert;
    }

    /// <summary>Deletes points by their ids, of the tenant only, and only where these conditions hold of them.</summary>
    public Q.PointsUpdateOperation Delete(IEnumerable<Guid> ids, params IEnumerable<Q.Condition> where) => new()
    {
        DeletePoints = new()
        {
            Points = new() { Filter = Scoped([Conditions.HasId(ids), .. where], []) },
            ShardKeySelector = _selector.Clone(),
        },
    };

    /// <summary>Deletes the tenant's points of which these conditions hold; at least one is given.</summary>
    public Q.PointsUpdateOperation DeleteWhere(IReadOnlyList<Q.Condition> where)
    {
        if (where.Count == 0)
            throw new InvalidOperationException("A deletion without conditions would take all of the tenant's points.");
        return new()
        {
            DeletePoints = new() { Points = new() { Filter = Scoped(where, []) }, ShardKeySelector = _selector.Clone() },
        };
    }

    /// <summary>Changes in this order, each of them searchable when the answer comes.</summary>
    public Q.UpdateBatchPoints Update(IEnumerable<Q.PointsUpdateOperation> operations) => new()
    {
        CollectionName = _collection,
        Operations = { operations },
        Wait = true,
        Ordering = new()
        {
            Type = _options.WriteOrdering == QdrantWriteOrdering.Strong ? Q.WriteOrderingType.Strong : Q.WriteOrderingType.Medium,
        },
        Timeout = Seconds(_options.WriteTimeout),
    };

    /// <summary>Copies the tenant's points from the shared shard to the key of its own.</summary>
    public Q.UpdateCollectionClusterSetupRequest Replicate() => new()
    {
        CollectionName = _collection,
        ReplicatePoints = new()
        {
            FromShardKey = Key(CollectionNaming.SharedKey),
            ToShardKey = Key(CollectionNaming.KeyOf(_tenant)),
            Filter = Scoped([], []),
        },
        Timeout = Seconds(_options.AdminTimeout),
    };

    private Q.Filter Scoped(IEnumerable<Q.Condition> must, IEnumerable<Q.Condition> mustNot) => new()
    {
        Must = { must.Prepend(Conditions.Of(_tenant)) },
        MustNot = { mustNot },
    };

    private Q.SearchParams Params()
    {
        var search = new Q.SearchParams();
        if (_options.Exact)
            search.Exact = true;
        if (_options.SearchEf is { } ef)
            search.HnswEf = (ulong)ef;
        if (_options.Quantization)
            search.Quantization = new() { Rescore = true, Oversampling = _options.Oversampling };
        return search;
    }

    private Q.ReadConsistencyType Consistency() => _options.ReadConsistency switch
    {
        QdrantReadConsistency.All => Q.ReadConsistencyType.All,
        QdrantReadConsistency.Quorum => Q.ReadConsistencyType.Quorum,
        _ => Q.ReadConsistencyType.Majority,
    };

    // The server accepts such a vector, and it then stands first in every search of its shard.
    private static void Refuse(ReadOnlySpan<float> vector)
    {
        var length = TensorPrimitives.Norm(vector);
        if (!float.IsFinite(length) || length == 0)
            throw new InvalidOperationException($"A vector of length {length} must not leave.");
    }

    private static Q.ShardKey Key(string name) => new() { Keyword = name };

    private static ulong Seconds(TimeSpan time) => (ulong)Math.Max(1, Math.Ceiling(time.TotalSeconds));
}
