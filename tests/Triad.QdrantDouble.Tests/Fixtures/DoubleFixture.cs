using Grpc.Net.Client;
using Qdrant.Client.Grpc;

namespace Triad.Doubles.Tests.Fixtures;

/// <summary>A double of its own for each test, with clients of it.</summary>
public sealed class DoubleFixture : IAsyncDisposable
{
    public const string Collection = "space";
    public const string Shared = "shared";

    private readonly GrpcChannel _channel;

    private DoubleFixture(QdrantDouble server)
    {
        Server = server;
        _channel = GrpcChannel.ForAddress(server.Address);
        (Points, Collections) = (new Points.PointsClient(_channel), new Collections.CollectionsClient(_channel));
        Snapshots = new Snapshots.SnapshotsClient(_channel);
    }

    public QdrantDouble Server { get; }

    public Points.PointsClient Points { get; }

    public Collections.CollectionsClient Collections { get; }

    public Snapshots.SnapshotsClient Snapshots { get; }

    /// <summary>A collection without shard keys, of one vector of two numbers.</summary>
    public static async Task<DoubleFixture> CreateAsync(Distance distance = Distance.Dot, TimeProvider? time = null)
    {
        var fixture = new DoubleFixture(await QdrantDouble.StartAsync(time: time));
        await fixture.Collections.CreateAsync(new CreateCollection
        {
            CollectionName = Collection,
            VectorsConfig = new VectorsConfig { Params = new VectorParams { Size = 2, Distance = distance } },
        });
        return fixture;
    }

    /// <summary>A collection with shard keys, of which "shared" is there.</summary>
    public static async Task<DoubleFixture> CreateShardedAsync()
    {
        var fixture = new DoubleFixture(await QdrantDouble.StartAsync());
        await fixture.Collections.CreateAsync(new CreateCollection
        {
            CollectionName = Collection,
            ShardingMethod = ShardingMethod.Custom,
            VectorsConfig = new VectorsConfig { Params = new VectorParams { Size = 2, Distance = Distance.Dot } },
        });
        await fixture.AddShardKeyAsync(Shared);
        return fixture;
    }

    public async Task AddShardKeyAsync(string name, ReplicaState state = ReplicaState.Active)
    {
        var request = new CreateShardKey { ShardKey = Key(name), InitialState = state };
        await Collections.CreateShardKeyAsync(new CreateShardKeyRequest { CollectionName = Collection, Request = request });
    }

    public static ShardKey Key(string name) => new() { Keyword = name };

    /// <summary>The tenant's own shard where it is there, else the shared one.</summary>
    public static ShardKeySelector Of(string tenant) => new() { ShardKeys = { Key(tenant) }, Fallback = Key(Shared) };

    public static ShardKeySelector Only(string key) => new() { ShardKeys = { Key(key) } };

    public static PointStruct Point(ulong id, float x, float y, params (string Key, Value Value)[] payload)
    {
        var point = new PointStruct { Id = new PointId { Num = id }, Vectors = new[] { x, y } };
        foreach (var (key, value) in payload)
            point.Payload[key] = value;
        return point;
    }

    public static Condition Is(string key, string value) =>
        new() { Field = new FieldCondition { Key = key, Match = new Match { Keyword = value } } };

    public static Condition Is(string key, long value) =>
        new() { Field = new FieldCondition { Key = key, Match = new Match { Integer = value } } };

    public async Task<UpdateStatus> UpsertAsync(ShardKeySelector? shard, params PointStruct[] points)
    {
        var request = new UpsertPoints { CollectionName = Collection, Wait = true, ShardKeySelector = shard };
        request.Points.Add(points);
        return (await Points.UpsertAsync(request)).Result.Status;
    }

    public async Task<ulong> CountAsync(ShardKeySelector? shard = null, Filter? filter = null) =>
        (await Points.CountAsync(new CountPoints { CollectionName = Collection, ShardKeySelector = shard, Filter = filter })).Result.Count;

    public async Task<IReadOnlyList<ScoredPoint>> QueryAsync(QueryPoints query)
    {
        query.CollectionName = Collection;
        return (await Points.QueryAsync(query)).Result;
    }

    public static Query Near(float x, float y) => new() { Nearest = new VectorInput { Dense = new DenseVector { Data = { x, y } } } };

    public async Task IndexAsync(string field, FieldType type) => await Points.CreateFieldIndexAsync(
        new CreateFieldIndexCollection { CollectionName = Collection, FieldName = field, FieldType = type, Wait = true });

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await Server.DisposeAsync();
    }
}
