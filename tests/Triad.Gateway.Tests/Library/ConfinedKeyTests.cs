using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Triad.Core.Filters;
using Triad.Core.Metadata;
using Triad.Gateway.Tests.Doubles;
using Triad.Grains.Abstractions.Keys;
using Triad.Grains.Abstractions.Searches;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Gateway.Tests.Library;

/// <summary>What a key's filter shuts out is in no answer, and is answered like what does not exist.</summary>
public sealed class ConfinedKeyTests
{
    private static V1.UpdateVideoRequest Rename(string video) =>
        new() { Video = new V1.Video { Id = video, Name = "renamed" }, UpdateMask = new FieldMask { Paths = { "name" } } };

    private static readonly ImmutableDictionary<string, MetadataValue> OfAnn = Owner("ann");

    [Fact]
    public async Task Video_OutsideOfTheFilter_IsAnsweredByEveryCallLikeNone()
    {
        await using var gateway = await StartAsync();
        var me = ConfinedTo(gateway, "ann");
        Func<string, Task>[] calls =
        [
            video => gateway.Library.GetVideoAsync(new V1.GetVideoRequest { VideoId = video }, me).ResponseAsync,
            video => gateway.Library.GetSegmentsAsync(new V1.GetSegmentsRequest { VideoId = video }, me).ResponseAsync,
            video => gateway.Library.DeleteVideoAsync(new V1.DeleteVideoRequest { VideoId = video }, me).ResponseAsync,
            video => gateway.Library.UpdateVideoAsync(Rename(video), me).ResponseAsync,
            video => gateway.Library.WatchVideo(new V1.WatchVideoRequest { VideoId = video }, me).ResponseStream.MoveNext(default),
            video => gateway.Search.SearchAsync(new V1.SearchRequest { Query = Stored(video) }, me).ResponseAsync,
            video => gateway.Search.EmbedAsync(new V1.EmbedRequest { Query = Stored(video) }, me).ResponseAsync,
        ];
        gateway.World.OnSearch = (request, _) => Task.FromResult(MissingStored<SearchAnswer>(gateway, request.Query));
        gateway.World.OnEmbed = request => MissingStored<QueryVector>(gateway, request.Query);

        foreach (var call in calls)
        {
            var hidden = await Refusal.OfAsync(() => call("of-bob"));
            var missing = await Refusal.OfAsync(() => call("of-nil"));
            Assert.Equal(missing.ToString().Replace("of-nil", "of-bob", StringComparison.Ordinal), hidden.ToString());
        }

        await gateway.Library.DeleteVideoAsync(new V1.DeleteVideoRequest { VideoId = "of-bob", AllowMissing = true }, me);
        Assert.True(gateway.World.Videos.ContainsKey("acme/of-bob"));
        Assert.NotEqual("renamed", gateway.World.Videos["acme/of-bob"].Name);
        Assert.Equal("renamed", (await gateway.Library.UpdateVideoAsync(Rename("of-ann"), me)).Name);
        Assert.Equal("of-ann", (await gateway.Library.GetVideoAsync(new V1.GetVideoRequest { VideoId = "of-ann" }, me)).Id);
    }

    [Fact]
    public async Task Update_OfMetadataThatWouldLeaveTheFilter_IsRefused()
    {
        await using var gateway = await StartAsync();
        var request = new V1.UpdateVideoRequest
        {
            Video = new V1.Video { Id = "of-ann", Metadata = { ["owner"] = new V1.MetadataValue { StringValue = "bob" } } },
            UpdateMask = new FieldMask { Paths = { "metadata" } },
        };

        var refused = await Refusal.OfAsync(async () => await gateway.Library.UpdateVideoAsync(request, ConfinedTo(gateway, "ann")));

        Assert.Equal("video.metadata", refused.Field);
        Assert.Equal(OfAnn, gateway.World.Videos["acme/of-ann"].Metadata);
    }

    [Fact]
    public async Task List_HasWhatTheFilterLetsThroughWhateverIsAskedFor()
    {
        await using var gateway = await StartAsync();
        var everything = new V1.Filter { Should = { new V1.Condition { Metadata = new V1.MetadataCondition { Key = "owner", Exists = true } } } };

        var listed = await gateway.Library.ListVideosAsync(new V1.ListVideosRequest { Filter = everything }, ConfinedTo(gateway, "ann"));

        Assert.Equal(["of-ann"], listed.Videos.Select(video => video.Id));
    }

    [Fact]
    public async Task PageToken_OfAnotherFilter_IsRefused()
    {
        await using var gateway = await StartAsync();
        gateway.World.AddVideo("acme", "of-bob-too", metadata: Owner("bob"));
        gateway.World.OnSearch = (_, _) => Task.FromResult<Core.Errors.Result<SearchAnswer>>(GrainWorld.Answer() with
        {
            Next = new SearchPage(GrainWorld.Space, [], new Core.Indexing.ScoreCursor(0.5f, new Core.Identity.PointId(Guid.NewGuid()))),
        });
        var search = new V1.SearchRequest { Query = new V1.Query { Parts = { new V1.Part { Text = "a ball" } } }, Options = new V1.SearchOptions() };
        var bob = ConfinedTo(gateway, "bob");
        var list = (await gateway.Library.ListVideosAsync(new V1.ListVideosRequest { PageSize = 1 }, bob)).NextPageToken;
        search.Options.PageToken = (await gateway.Search.SearchAsync(search, bob)).NextPageToken;

        foreach (var other in new[] { ConfinedTo(gateway, "ann"), GatewayFixture.As(gateway.AcmeKey) })
        {
            var listing = await Refusal.OfAsync(async () => await gateway.Library.ListVideosAsync(new V1.ListVideosRequest { PageSize = 1, PageToken = list }, other));
            var searching = await Refusal.OfAsync(async () => await gateway.Search.SearchAsync(search, other));
            Assert.Equal(("PAGE_TOKEN_INVALID", "PAGE_TOKEN_INVALID"), (listing.Info.Reason, searching.Info.Reason));
        }

        await gateway.Search.SearchAsync(search, bob);
        await gateway.Library.ListVideosAsync(new V1.ListVideosRequest { PageSize = 1, PageToken = list }, ConfinedTo(gateway, "bob"));
    }

    [Theory]
    [InlineData("new", "ann", null)]
    [InlineData("new", "bob", "FIELD_INVALID")]
    [InlineData("new", null, "FIELD_INVALID")]
    [InlineData("of-bob", "ann", "VIDEO_EXISTS")]
    public async Task Upload_MustPassTheFilter(string id, string? owner, string? reason)
    {
        await using var gateway = await StartAsync();
        var header = new V1.UploadHeader { VideoId = id, Sha256 = new string('0', 64) };
        if (owner is not null)
            header.Metadata["owner"] = new V1.MetadataValue { StringValue = owner };
        using var call = gateway.Library.UploadVideo(ConfinedTo(gateway, "ann"));
        await call.RequestStream.WriteAsync(new V1.UploadVideoRequest { Header = header });
        if (reason is null)
        {
            header.Sha256 = "";
            Assert.Equal("new", (await UploadAsync(gateway, header)).Id);
            return;
        }

        var refused = await Refusal.OfAsync(async () => await call);
        Assert.Equal(reason, refused.Info.Reason);
    }

    private static async Task<V1.Video> UploadAsync(GatewayFixture gateway, V1.UploadHeader header)
    {
        using var call = gateway.Library.UploadVideo(ConfinedTo(gateway, "ann"));
        await call.RequestStream.WriteAsync(new V1.UploadVideoRequest { Header = header });
        await call.RequestStream.WriteAsync(new V1.UploadVideoRequest { Chunk = Google.Protobuf.ByteString.CopyFrom(1, 2, 3) });
        await call.RequestStream.CompleteAsync();
        return await call;
    }

    private static async Task<GatewayFixture> StartAsync()
    {
        var gateway = await GatewayFixture.StartAsync();
        gateway.World.AddVideo("acme", "of-ann", metadata: OfAnn);
        gateway.World.AddVideo("acme", "of-bob", metadata: Owner("bob"));
        return gateway;
    }

    private static Grpc.Core.Metadata ConfinedTo(GatewayFixture gateway, string owner) => GatewayFixture.As(gateway.World.AddKey(
        "acme",
        new CreateApiKey("", "", [Scopes.Search, Scopes.Ingest], null) { Filter = new Filter([new MetadataMatch("owner", [MetadataValue.Of(owner)])], [], []) }));

    private static ImmutableDictionary<string, MetadataValue> Owner(string owner) =>
        ImmutableDictionary<string, MetadataValue>.Empty.Add("owner", MetadataValue.Of(owner));

    private static V1.Query Stored(string video) => new() { Parts = { new V1.Part { Stored = new V1.StoredItem { VideoId = video } } } };

    // As the grains answer for a video that is not there; for one that is, they must not be asked.
    private static Core.Errors.Result<T> MissingStored<T>(GatewayFixture gateway, SearchQuery query)
    {
        var video = query.Parts[0].VideoId!.Value;
        Assert.False(gateway.World.Videos.ContainsKey($"acme/{video}"));
        return Grains.Abstractions.Videos.VideoErrors.NotFound(video) with { Field = "query.parts[0].stored.video_id" };
    }
}
