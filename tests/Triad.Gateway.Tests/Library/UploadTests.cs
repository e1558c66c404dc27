using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Media;
using Triad.Gateway.Tests.Doubles;

namespace Triad.Gateway.Tests.Library;

public sealed class UploadTests
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 3000).Select(i => (byte)i)];

    [Fact]
    public async Task Upload_OfAFile_IsDurableAndQueued()
    {
        await using var gateway = await GatewayFixture.StartAsync();

        var video = await UploadAsync(gateway, new V1.UploadHeader { VideoId = "v", Name = "clip.mp4", SizeBytes = 3000, Sha256 = HashOf(Content) }, Content);

        Assert.Equal(V1.VideoState.Queued, video.State);
        Assert.Equal("clip.mp4", video.Name);
        Assert.Equal(HashOf(Content), video.Sha256);
        var (key, bytes) = Assert.Single(gateway.Media.Blobs);
        Assert.Equal(("acme", "v"), (key.Tenant.Value, key.Video.Value));
        Assert.Equal(Content, bytes);
        Assert.Empty(gateway.JournalFiles);
    }

    [Fact]
    public async Task Upload_WithCaptionsAndMetadata_KeepsBoth()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var header = new V1.UploadHeader
        {
            VideoId = "v",
            Captions = { new V1.Captions { Content = ByteString.CopyFromUtf8("WEBVTT") } },
            Metadata = { ["year"] = new V1.MetadataValue { NumberValue = 1999 } },
        };

        var video = await UploadAsync(gateway, header, Content);

        Assert.Equal(1999, video.Metadata["year"].NumberValue);
        Assert.Equal(2, gateway.Media.Blobs.Count);
    }

    public static TheoryData<string, V1.UploadHeader?, byte[], string> BadUploads => new()
    {
        { "no header", null, Content, "header" },
        { "no bytes", new V1.UploadHeader(), [], "chunk" },
        { "another hash", new V1.UploadHeader { Sha256 = new string('0', 64) }, Content, "header.sha256" },
        { "no hash", new V1.UploadHeader { Sha256 = "xyz" }, Content, "header.sha256" },
        { "more bytes than said", new V1.UploadHeader { SizeBytes = 2999 }, Content, "header.size_bytes" },
        { "fewer bytes than said", new V1.UploadHeader { SizeBytes = 3001 }, Content, "header.size_bytes" },
        { "negative size", new V1.UploadHeader { SizeBytes = -1 }, Content, "header.size_bytes" },
        { "more than the limit", new V1.UploadHeader(), new byte[20_000], "chunk" },
        { "announced more than the limit", new V1.UploadHeader { SizeBytes = 20_000 }, Content, "header.size_bytes" },
        { "segments too short", new V1.UploadHeader { SegmentSeconds = 0.5 }, Content, "header.segment_seconds" },
        { "segments too long", new V1.UploadHeader { SegmentSeconds = 301 }, Content, "header.segment_seconds" },
        { "no way to take long videos", new V1.UploadHeader { LongInput = (V1.LongInput)9 }, Content, "header.long_input" },
        { "a bad id", new V1.UploadHeader { VideoId = "../etc" }, Content, "header.video_id" },
        { "a bad metadata key", new V1.UploadHeader { Metadata = { ["a b"] = new V1.MetadataValue { BoolValue = true } } }, Content, "header.metadata" },
        { "an empty metadata value", new V1.UploadHeader { Metadata = { ["a"] = new V1.MetadataValue() } }, Content, "header.metadata[a]" },
        { "infinite metadata", new V1.UploadHeader { Metadata = { ["a"] = new V1.MetadataValue { NumberValue = double.NaN } } }, Content, "header.metadata[a]" },
        { "empty captions", new V1.UploadHeader { Captions = { new V1.Captions() } }, Content, "header.captions[0].content" },
        { "two captions", new V1.UploadHeader { Captions = { Srt, Srt } }, Content, "header.captions" },
    };

    private static V1.Captions Srt => new() { Content = ByteString.CopyFromUtf8("1") };

    [Theory]
    [MemberData(nameof(BadUploads))]
    public async Task Upload_ThatIsWrong_NamesTheFieldAndLeavesNothing(string problem, V1.UploadHeader? header, byte[] content, string field)
    {
        await using var gateway = await GatewayFixture.StartAsync(options => options.Limits.MaxUploadBytes = 10_000);

        var refused = await Refusal.OfAsync(() => UploadAsync(gateway, header, content));

        Assert.True(refused.Code == StatusCode.InvalidArgument, $"{problem}: {refused.Code}");
        Assert.Equal(field, refused.Field);
        Assert.NotEmpty(refused.Info.Metadata["remedy"]);
        Assert.Empty(gateway.Media.Blobs);
        Assert.Empty(gateway.World.Videos);
    }

    [Fact]
    public async Task Upload_WithSeveralFlaws_NamesAllOfThem()
    {
        await using var gateway = await GatewayFixture.StartAsync();

        var refused = await Refusal.OfAsync(() => UploadAsync(gateway, new V1.UploadHeader { VideoId = "/", Sha256 = "x", SizeBytes = -1 }, Content));

        Assert.Equal(["header.size_bytes", "header.sha256", "header.video_id"], refused.Fields!.FieldViolations.Select(violation => violation.Field));
    }

    [Fact]
    public async Task Upload_WithAChunkThatIsTooLarge_NamesTheLimit()
    {
        await using var gateway = await GatewayFixture.StartAsync(options => options.Limits.MaxChunkBytes = 100);

        var refused = await Refusal.OfAsync(() => UploadAsync(gateway, new V1.UploadHeader(), Content));

        Assert.Equal("LIMIT_EXCEEDED", refused.Info.Reason);
        Assert.Contains("MaxChunkBytes of 100", refused.Message);
        Assert.Equal("1000", refused.Info.Metadata["value"]);
    }

    [Fact]
    public async Task Upload_Repeated_AnswersTheSameAndStoresOnce()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var header = new V1.UploadHeader { RequestId = "once" };

        var first = await UploadAsync(gateway, header, Content);
        var second = await UploadAsync(gateway, header, Content);

        Assert.Equal(first.Id, second.Id);
        Assert.Single(gateway.Media.Blobs);
    }

    [Fact]
    public async Task Upload_OfOtherContentUnderTheSameId_IsRefused()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        await UploadAsync(gateway, new V1.UploadHeader { VideoId = "v" }, Content);

        var refused = await Refusal.OfAsync(() => UploadAsync(gateway, new V1.UploadHeader { VideoId = "v" }, [1, 2, 3]));

        Assert.Equal(StatusCode.AlreadyExists, refused.Code);
        Assert.Single(gateway.Media.Blobs);
    }

    [Fact]
    public async Task Upload_ThatIsBrokenOff_LeavesNothing()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        using var caller = new CancellationTokenSource();
        using var call = gateway.Library.UploadVideo(GatewayFixture.As(gateway.AcmeKey), cancellationToken: caller.Token);
        await call.RequestStream.WriteAsync(new V1.UploadVideoRequest { Header = new V1.UploadHeader() }, default);
        await call.RequestStream.WriteAsync(new V1.UploadVideoRequest { Chunk = ByteString.CopyFrom(Content) }, default);
        await gateway.Media.Started.Task.WaitAsync(GatewayFixture.Patience);
        Assert.Single(gateway.JournalFiles);

        await caller.CancelAsync();

        await gateway.Media.BrokenOff.Task.WaitAsync(GatewayFixture.Patience);
        Assert.Empty(gateway.Media.Blobs);
        Assert.Empty(gateway.World.Videos);
    }

    [Fact]
    public async Task Upload_ThatTheGrainRefuses_LeavesNoBytes()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        gateway.World.CreateRefusal = new Error(ErrorReason.QueueFull, "Full.", RetryAfter: TimeSpan.FromSeconds(3));

        var refused = await Refusal.OfAsync(() => UploadAsync(gateway, new V1.UploadHeader(), Content));

        Assert.Equal(StatusCode.ResourceExhausted, refused.Code);
        Assert.Equal(3, refused.Retry!.RetryDelay.Seconds);
        Assert.Empty(gateway.Media.Blobs);
        Assert.Empty(gateway.JournalFiles);
    }

    [Fact]
    public async Task Upload_CutShortByAKill_IsSweptAtTheNextStart()
    {
        var store = new MediaStoreDouble();
        var key = new MediaKey(TenantId.From("acme"), VideoId.From("half"), "source.abc");
        store.Blobs[key] = Content;

        await using var gateway = await GatewayFixture.StartAsync(
            store: store,
            prepare: folder =>
            {
                File.WriteAllText(Path.Combine(folder, "abc"), "acme\nhalf\n");
                File.WriteAllText(Path.Combine(folder, "def"), "acme");
            });

        Assert.Empty(store.Blobs);
        Assert.Empty(gateway.JournalFiles);
    }

    [Fact]
    public async Task Upload_CutShortInAnotherProcess_IsSweptFromItsJournal()
    {
        var store = new MediaStoreDouble();
        store.Blobs[new MediaKey(TenantId.From("acme"), VideoId.From("half"), "source.abc")] = Content;
        var ended = Directory.CreateTempSubdirectory("triad-ended-").FullName;
        File.WriteAllText(Path.Combine(ended, "abc"), "acme\nhalf\n");

        await using var gateway = await GatewayFixture.StartAsync(options => options.AbandonedJournalFolders = [ended, Path.Combine(ended, "none")], store);

        Assert.Empty(store.Blobs);
        Assert.Empty(Directory.GetFiles(ended));
        Directory.Delete(ended);
    }

    [Fact]
    public async Task Upload_CutShortWhoseVideoCannotBeRead_IsKeptForTheNextStart()
    {
        var store = new MediaStoreDouble();
        var key = new MediaKey(TenantId.From("acme"), VideoId.From("half"), "source.abc");
        store.Blobs[key] = Content;

        await using var gateway = await GatewayFixture.StartAsync(
            store: store,
            prepare: folder => File.WriteAllText(Path.Combine(folder, "abc"), "acme\nhalf\n"),
            arrange: world => world.GetRefusal = new Error(ErrorReason.Unavailable, "The state cannot be read."));

        Assert.Equal(Content, store.Blobs[key]);
        Assert.Single(gateway.JournalFiles);
    }

    [Fact]
    public async Task Upload_OntoAFullDisk_SaysSo()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        gateway.Media.Failure = new Error(ErrorReason.StorageFull, "The disk is full.");

        var refused = await Refusal.OfAsync(() => UploadAsync(gateway, new V1.UploadHeader(), Content));

        Assert.Equal((StatusCode.ResourceExhausted, "STORAGE_FULL"), (refused.Code, refused.Info.Reason));
        Assert.Empty(gateway.World.Videos);
    }

    [Fact]
    public async Task Upload_WhoseCreationIsNotKnownToHaveFailed_KeepsItsBytesForTheNextStart()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        gateway.World.CreateRefusal = new Error(ErrorReason.Unavailable, "The state's storage did not answer.");

        var refused = await Refusal.OfAsync(() => UploadAsync(gateway, new V1.UploadHeader(), Content));

        Assert.Equal(StatusCode.Unavailable, refused.Code);
        Assert.Equal(Content, Assert.Single(gateway.Media.Blobs).Value);
        Assert.Single(gateway.JournalFiles);
    }

    [Fact]
    public async Task Upload_ToATenantThatIsNone_IsRefusedBeforeItsBytes()
    {
        await using var gateway = await GatewayFixture.StartAsync();

        var refused = await Refusal.OfAsync(() => UploadAsync(gateway, new V1.UploadHeader { TenantId = "nobody" }, Content, gateway.OperatorKey));

        Assert.Equal("TENANT_NOT_FOUND", refused.Info.Reason);
        Assert.Empty(gateway.Media.Blobs);
    }

    private static string HashOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static async Task<V1.Video> UploadAsync(GatewayFixture gateway, V1.UploadHeader? header, byte[] content, string? key = null)
    {
        using var call = gateway.Library.UploadVideo(GatewayFixture.As(key ?? gateway.AcmeKey));
        try
        {
            if (header is not null)
                await call.RequestStream.WriteAsync(new V1.UploadVideoRequest { Header = header });
            foreach (var chunk in content.Chunk(1000))
                await call.RequestStream.WriteAsync(new V1.UploadVideoRequest { Chunk = ByteString.CopyFrom(chunk) });
            await call.RequestStream.CompleteAsync();
        }
        catch (RpcException)
        {
            // Refused while bytes were on their way: the answer says why.
        }

        return await call.ResponseAsync;
    }
}
