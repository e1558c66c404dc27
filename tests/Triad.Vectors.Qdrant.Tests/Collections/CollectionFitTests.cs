using Grpc.Net.Client;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Doubles;
using Triad.Testing.Indexing;
using Triad.Vectors.Qdrant.Collections;

namespace Triad.Vectors.Qdrant.Tests.Collections;

/// <summary>A collection of another shape is refused, and nothing of it is changed.</summary>
public sealed class CollectionFitTests : IAsyncLifetime
{
    private static readonly SpaceId Space = SpaceId.From("mini@0123456789abcdef");
    private static readonly ShardId Shard = new(TenantId.From("acme"), 0);

    private QdrantDouble _server = null!;

    public async ValueTask InitializeAsync() => _server = await QdrantDouble.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    public static TheoryData<string, string> Shapes => new()
    {
        { "sharding", "its sharding is not custom" },
        { "foreign", "its metadata has no made_by 'triad'" },
        { "layout", "its layout is 2, and this build knows 1" },
        { "space", "it holds the space 'other@0123456789abcdef', not 'mini@0123456789abcdef'" },
        { "graph", "its graphs are not by tenant (hnsw m 0, payload_m above 0)" },
        { "distance", "the distance of 'full' is Cosine, not Dot" },
        { "index", "the index of 'video' is of type Integer, not Keyword" },
        { "tenant", "the index of 'tenant' is not one of tenants" },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Open_CollectionOfAnotherShape_IsRefusedWithWhatIsWrong(string shape, string problem)
    {
        await using var fixture = new QdrantIndexFixture(_server.Address);
        var name = CollectionNaming.OfSpace(fixture.Prefix, Space);
        using var channel = GrpcChannel.ForAddress(_server.Address);
        var (collections, points) = (new Q.Collections.CollectionsClient(channel), new Q.Points.PointsClient(channel));
        await collections.CreateAsync(Other(shape, name));
        if (shape is "index" or "tenant")
        {
            var key = new Q.CreateShardKey { ShardKey = new() { Keyword = "_shared" } };
            await collections.CreateShardKeyAsync(new() { CollectionName = name, Request = key });
            var index = new Q.CreateFieldIndexCollection { CollectionName = name, FieldName = "video", Wait = true };
            index.FieldType = Q.FieldType.Integer;
            if (shape == "tenant")
            {
                (index.FieldName, index.FieldType) = ("tenant", Q.FieldType.Keyword);
                index.FieldIndexParams = new() { KeywordIndexParams = new() };
            }

            await points.CreateFieldIndexAsync(index);
        }

        var before = (await collections.GetAsync(new() { CollectionName = name })).Result;
        var opened = await fixture.Open().Writer.OpenAsync(Shard, Space, RandomPoints.Shapes(8), 1, CancellationToken.None);
        var after = (await collections.GetAsync(new() { CollectionName = name })).Result;

        Assert.Equal(ErrorReason.Internal, opened.Error?.Reason);
        Assert.StartsWith($"The collection '{name}' is not as Triad makes it: {problem}.", opened.Error?.Message, StringComparison.Ordinal);
        Assert.NotNull(opened.Error?.Remedy);
        Assert.Equal(before.Config, after.Config);
        Assert.Equal(before.PayloadSchema, after.PayloadSchema);
    }

    [Fact]
    public async Task Open_CollectionThatLacksThings_IsMadeWhole()
    {
        await using var fixture = new QdrantIndexFixture(_server.Address);
        var name = CollectionNaming.OfSpace(fixture.Prefix, Space);
        using var channel = GrpcChannel.ForAddress(_server.Address);
        var collections = new Q.Collections.CollectionsClient(channel);
        await collections.CreateAsync(CollectionShape.Create(name, Space.Value, [RandomPoints.Shapes(8)[0]], new()));

        var opened = await fixture.Open().Writer.OpenAsync(Shard, Space, RandomPoints.Shapes(8), 1, CancellationToken.None);
        var info = (await collections.GetAsync(new() { CollectionName = name })).Result;

        Assert.True(opened.IsOk, opened.Error?.Message);
        Assert.Equal(CollectionShape.Indexes.Select(index => index.Field).Order(), info.PayloadSchema.Keys.Order());
        Assert.Equal(8, info.Config.Params.VectorsConfig.ParamsMap.Map.Count);
    }

    private static Q.CreateCollection Other(string shape, string name)
    {
        var made = CollectionShape.Create(name, Space.Value, RandomPoints.Shapes(8), new());
        switch (shape)
        {
            case "sharding":
                made.ShardingMethod = Q.ShardingMethod.Auto;
                break;
            case "foreign":
                made.Metadata.Clear();
                break;
            case "layout":
                made.Metadata["layout"] = new() { IntegerValue = 2 };
                break;
            case "space":
                made.Metadata["space"] = new() { StringValue = "other@0123456789abcdef" };
                break;
            case "graph":
                made.HnswConfig.M = 16;
                break;
            case "distance":
                made.VectorsConfig.ParamsMap.Map["full"].Distance = Q.Distance.Cosine;
                break;
        }

        return made;
    }
}
