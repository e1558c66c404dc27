using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Triad.Core.Errors;
using Triad.Gateway.Tests.Doubles;
using Triad.Grains.Abstractions.Videos;

namespace Triad.Gateway.Tests.Library;

public sealed class LibraryApiTests
{
    [Fact]
    public async Task Video_OfAnotherTenant_IsAnsweredLikeAMissingOne()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        gateway.World.AddVideo("rival", "theirs");
        var me = GatewayFixture.As(gateway.AcmeKey);
        var calls = new Func<string, Task>[]
        {
            id => gateway.Library.GetVideoAsync(new V1.GetVideoRequest { VideoId = id }, me).ResponseAsync,
            id => gateway.Library.UpdateVideoAsync(Update(new V1.Video { Id = id }, "name"), me).ResponseAsync,
            id => gateway.Library.DeleteVideoAsync(new V1.DeleteVideoRequest { VideoId = id }, me).ResponseAsync,
            id => gateway.Library.GetSegmentsAsync(new V1.GetSegmentsRequest { VideoId = id }, me).ResponseAsync,
            id => gateway.Library.WatchVideo(new V1.WatchVideoRequest { VideoId = id }, me).ResponseStream.MoveNext(default),
        };

        foreach (var call in calls)
        {
            var foreign = await Refusal.OfAsync(() => call("theirs"));
            var missing = await Refusal.OfAsync(() => call("absent"));
            Assert.Equal(StatusCode.NotFound, foreign.Code);
            Assert.Equal(missing.ToString().Replace("absent", "theirs"), foreign.ToString());
        }

        Assert.Single(gateway.World.Videos);
    }

    [Fact]
    public async Task Update_OfNamedFields_ChangesNoOthers()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        gateway.World.AddVideo("acme", "mine");
        var me = GatewayFixture.As(gateway.AcmeKey);
        var wanted = new V1.Video { Id = "mine", Name = "new name", Retention = new Duration { Seconds = 60 } };

        var renamed = await gateway.Library.UpdateVideoAsync(Update(wanted, "name"), me);
        var kept = await gateway.Library.UpdateVideoAsync(Update(wanted, "retention"), me);
        var lifted = await gateway.Library.UpdateVideoAsync(Update(new V1.Video { Id = "mine" }, "retention"), me);

        Assert.Equal(("new name", null), (renamed.Name, renamed.Retention));
        Assert.Equal(("new name", 60L), (kept.Name, kept.Retention.Seconds));
        Assert.Null(lifted.Retention);
    }

    [Fact]
    public async Task Update_OfMetadata_TakesThePlaceOfAllOfThem()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        gateway.World.AddVideo("acme", "mine");
        var me = GatewayFixture.As(gateway.AcmeKey);
        var wanted = new V1.Video { Id = "mine", Metadata = { ["paint"] = new V1.MetadataValue { StringValue = "blue" } } };

        var painted = await gateway.Library.UpdateVideoAsync(Update(wanted, "metadata"), me);
        var plain = await gateway.Library.UpdateVideoAsync(Update(new V1.Video { Id = "mine" }, "metadata"), me);

        Assert.Equal("blue", Assert.Single(painted.Metadata).Value.StringValue);
        Assert.Empty(plain.Metadata);
    }

    [Theory]
    [InlineData("", "update_mask", StatusCode.InvalidArgument)]
    [InlineData("state", "update_mask", StatusCode.InvalidArgument)]
    [InlineData("metadata", "video.metadata", StatusCode.InvalidArgument)]
    [InlineData("metadata.camera", "update_mask", StatusCode.InvalidArgument)]
    [InlineData("retention", "video.retention", StatusCode.InvalidArgument)]
    [InlineData("name", "video.name", StatusCode.InvalidArgument)]
    public async Task Update_ThatCannotBe_NamesTheField(string path, string field, StatusCode code)
    {
        await using var gateway = await GatewayFixture.StartAsync();
        gateway.World.AddVideo("acme", "mine");
        var request = Update(new V1.Video { Id = "mine", Name = new string('n', 256), Retention = new Duration(), Metadata = { ["a b"] = new V1.MetadataValue { BoolValue = true } } }, path.Length > 0 ? [path] : []);

        var refused = await Refusal.OfAsync(async () => await gateway.Library.UpdateVideoAsync(request, GatewayFixture.As(gateway.AcmeKey)));

        Assert.Equal((code, field), (refused.Code, refused.Field));
    }

    [Fact]
    public async Task Videos_OverPages_ComeOnceEachNewestFirst()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        for (var i = 0; i < 57; i++)
            gateway.World.AddVideo("acme", $"v{i}");
        gateway.World.AddVideo("rival", "theirs");

        var ids = new List<string>();
        var request = new V1.ListVideosRequest { PageSize = 10 };
        do
        {
            var page = await gateway.Library.ListVideosAsync(request, GatewayFixture.As(gateway.AcmeKey));
            ids.AddRange(page.Videos.Select(video => video.Id));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        Assert.Equal(Enumerable.Range(0, 57).Reverse().Select(i => $"v{i}"), ids);
    }

    [Fact]
    public async Task Videos_WithAFilterAndStates_AreThoseThatFit()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        gateway.World.AddVideo("acme", "old", metadata: GrainWorld.Year(1980));
        gateway.World.AddVideo("acme", "new", metadata: GrainWorld.Year(2020));
        gateway.World.AddVideo("acme", "broken", VideoStatus.Failed, 0, GrainWorld.Year(2020));
        var recent = new V1.Condition { Metadata = new V1.MetadataCondition { Key = "year", Range = new V1.NumberRange { AtLeast = 2000 } } };

        var page = await gateway.Library.ListVideosAsync(
            new V1.ListVideosRequest { Filter = new V1.Filter { Must = { recent } }, States = { V1.VideoState.Ready } },
            GatewayFixture.As(gateway.AcmeKey));

        Assert.Equal("new", Assert.Single(page.Videos).Id);
        Assert.Empty(page.NextPageToken);
    }

    [Fact]
    public async Task PageToken_OfAnotherTenantListOrTime_IsRefused()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        for (var i = 0; i < 3; i++)
        {
            gateway.World.AddVideo("acme", $"v{i}");
            gateway.World.AddVideo("rival", $"v{i}");
        }

        var token = (await gateway.Library.ListVideosAsync(new V1.ListVideosRequest { PageSize = 1 }, GatewayFixture.As(gateway.AcmeKey))).NextPageToken;
        Task<Refusal> RefuseAsync(V1.ListVideosRequest request, string key) =>
            Refusal.OfAsync(async () => await gateway.Library.ListVideosAsync(request, GatewayFixture.As(key)));

        var foreign = await RefuseAsync(new V1.ListVideosRequest { PageToken = token }, gateway.RivalKey);
        var other = await RefuseAsync(new V1.ListVideosRequest { PageToken = token, States = { V1.VideoState.Failed } }, gateway.AcmeKey);
        gateway.Time.Advance(TimeSpan.FromMinutes(10));
        var old = await RefuseAsync(new V1.ListVideosRequest { PageToken = token }, gateway.AcmeKey);

        Assert.All([foreign, other, old], refused => Assert.Equal((StatusCode.InvalidArgument, "PAGE_TOKEN_INVALID", "page_token"), (refused.Code, refused.Info.Reason, refused.Field)));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1001)]
    [InlineData(int.MaxValue)]
    public async Task PageSize_OutOfRange_NamesFieldValueAndRemedy(int size)
    {
        await using var gateway = await GatewayFixture.StartAsync();

        var refused = await Refusal.OfAsync(async () =>
            await gateway.Library.ListVideosAsync(new V1.ListVideosRequest { PageSize = size }, GatewayFixture.As(gateway.AcmeKey)));

        Assert.Equal(("page_size", $"{size}"), (refused.Field, refused.Info.Metadata["value"]));
        Assert.Contains("1000", refused.Info.Metadata["remedy"]);
    }

    [Fact]
    public async Task Segments_OverPages_ComeOnceEachInOrder()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        gateway.World.AddVideo("acme", "v", segments: 7);
        var indexes = new List<int>();
        var request = new V1.GetSegmentsRequest { VideoId = "v", PageSize = 3 };
        do
        {
            var page = await gateway.Library.GetSegmentsAsync(request, GatewayFixture.As(gateway.AcmeKey));
            indexes.AddRange(page.Segments.Select(segment => segment.Index));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        Assert.Equal(Enumerable.Range(0, 7), indexes);
    }

    [Fact]
    public async Task Segments_AfterANewIngest_AreNotMixed()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        gateway.World.AddVideo("acme", "v", segments: 7);
        var request = new V1.GetSegmentsRequest { VideoId = "v", PageSize = 3 };
        request.PageToken = (await gateway.Library.GetSegmentsAsync(request, GatewayFixture.As(gateway.AcmeKey))).NextPageToken;
        gateway.World.Change("acme", "v", video => video with { Generation = 2 });

        var refused = await Refusal.OfAsync(async () => await gateway.Library.GetSegmentsAsync(request, GatewayFixture.As(gateway.AcmeKey)));

        Assert.Equal("PAGE_TOKEN_INVALID", refused.Info.Reason);
    }

    [Fact]
    public async Task Segments_BeforeTheFirstIngest_AreRefusedWithTheState()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        gateway.World.AddVideo("acme", "v", VideoStatus.Decoding);
        gateway.World.Change("acme", "v", video => video with { Generation = 0 });

        var refused = await Refusal.OfAsync(async () =>
            await gateway.Library.GetSegmentsAsync(new V1.GetSegmentsRequest { VideoId = "v" }, GatewayFixture.As(gateway.AcmeKey)));

        Assert.Equal(StatusCode.FailedPrecondition, refused.Code);
        Assert.Contains("Decoding", refused.Message);
    }

    [Fact]
    public async Task Watch_OfAnIngest_TellsEveryChangeAndEndsWhenReady()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        gateway.World.AddVideo("acme", "v", VideoStatus.Queued);
        using var patience = new CancellationTokenSource(GatewayFixture.Patience);
        using var watch = gateway.Library.WatchVideo(new V1.WatchVideoRequest { VideoId = "v" }, GatewayFixture.As(gateway.AcmeKey), cancellationToken: patience.Token);

        var states = new List<V1.VideoState>();
        V1.VideoEvent? last = null;
        var next = new Queue<VideoStatus>([VideoStatus.Decoding, VideoStatus.Embedding, VideoStatus.Ready]);
        await foreach (var change in watch.ResponseStream.ReadAllAsync(patience.Token))
        {
            last = change;
            states.Add(change.State);
            if (next.TryDequeue(out var status))
                gateway.World.Change("acme", "v", video => video with { Status = status, Version = video.Version + 1 });
        }

        Assert.Equal([V1.VideoState.Queued, V1.VideoState.Decoding, V1.VideoState.Embedding, V1.VideoState.Ready], states);
        Assert.Equal("v", last!.Video.Id);
        Assert.NotEmpty(last.Video.Watermark);
        Assert.Equal(100, last.Video.ProgressPercent);
    }

    [Fact]
    public async Task Watch_OfAVideoThatIsDeleted_Ends()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        gateway.World.AddVideo("acme", "v", VideoStatus.Queued);
        using var patience = new CancellationTokenSource(GatewayFixture.Patience);
        using var watch = gateway.Library.WatchVideo(new V1.WatchVideoRequest { VideoId = "v" }, GatewayFixture.As(gateway.AcmeKey), cancellationToken: patience.Token);
        Assert.True(await watch.ResponseStream.MoveNext(patience.Token));

        await gateway.Library.DeleteVideoAsync(new V1.DeleteVideoRequest { VideoId = "v" }, GatewayFixture.As(gateway.AcmeKey));

        Assert.False(await watch.ResponseStream.MoveNext(patience.Token));
    }

    [Theory]
    [InlineData("No frame could be decoded.")]
    [InlineData("No frame could be decoded. Upload another file.")]
    public async Task Video_ThatFailed_TellsWhyAndWhatHelps(string message)
    {
        await using var gateway = await GatewayFixture.StartAsync();
        gateway.World.AddVideo("acme", "v", VideoStatus.Failed);
        var fault = new Error(ErrorReason.MediaCorrupt, message, "content", null, "Upload another file.", null);
        gateway.World.Change("acme", "v", video => video with { Failure = fault });

        var video = await gateway.Library.GetVideoAsync(new V1.GetVideoRequest { VideoId = "v" }, GatewayFixture.As(gateway.AcmeKey));

        Assert.Equal(
            ("MEDIA_CORRUPT", "No frame could be decoded. Upload another file.", false),
            (video.Failure.Reason, video.Failure.Message, video.Failure.Retryable));
        Assert.Empty(video.Watermark);
    }

    [Fact]
    public async Task Delete_OfAMissingVideo_IsFineWhereAllowed()
    {
        await using var gateway = await GatewayFixture.StartAsync();

        await gateway.Library.DeleteVideoAsync(new V1.DeleteVideoRequest { VideoId = "v", AllowMissing = true }, GatewayFixture.As(gateway.AcmeKey));
        var refused = await Refusal.OfAsync(async () =>
            await gateway.Library.DeleteVideoAsync(new V1.DeleteVideoRequest { VideoId = "v" }, GatewayFixture.As(gateway.AcmeKey)));

        Assert.Equal("VIDEO_NOT_FOUND", refused.Info.Reason);
    }

    private static V1.UpdateVideoRequest Update(V1.Video video, params string[] paths) =>
        new() { Video = video, UpdateMask = new FieldMask { Paths = { paths } } };
}
