using System.Text;
using Triad.Client;

namespace Triad.EndToEnd.Tests;

public sealed class BadInputTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private TriadClient Client => fixture.Client;

    public static TheoryData<string, SearchQuery> ContradictoryQueries => new()
    {
        { "QUERY_EMPTY", new SearchQuery() },
        { "QUERY_CONTRADICTORY", new SearchQuery().WithoutText("a red ball") },
        { "FIELD_INVALID", new SearchQuery().WithText("a red ball", weight: double.NaN) },
        { "VIDEO_NOT_FOUND", new SearchQuery().WithStoredVideo("nowhere") },
        { "SPACE_MISMATCH", new SearchQuery().WithVector([1f, 0f], "other@0123456789abcdef") },
        { "MEDIA_UNSUPPORTED", new SearchQuery().WithVideo(Encoding.UTF8.GetBytes("#!/bin/sh\necho no media\n")) },
    };

    [Theory]
    [MemberData(nameof(ContradictoryQueries))]
    public async Task Query_ThatCannotBeAnswered_NamesReasonAndField(string reason, SearchQuery query)
    {
        var failure = await Assert.ThrowsAsync<TriadException>(() => Client.Search.QueryAsync(query));

        Assert.Equal(reason, failure.Reason);
        Assert.NotNull(failure.Field);
        Assert.NotNull(failure.Remedy);
        Assert.False(failure.Retryable);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1_000_000)]
    public async Task Query_LimitOutsideItsRange_IsRefused(int limit)
    {
        var options = new SearchOptions { Limit = limit };

        var failure = await Assert.ThrowsAsync<TriadException>(() => Client.Search.QueryAsync("a red ball", options));

        Assert.Contains("limit", failure.Field, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Query_TargetThatThePackageLacks_IsRefused()
    {
        var failure = await Assert.ThrowsAsync<TriadException>(
            () => Client.Search.QueryAsync("a red ball", new SearchOptions { Representations = ["nonsense"] }));

        Assert.Equal(Grpc.Core.StatusCode.InvalidArgument, failure.StatusCode);
        Assert.Equal("REPRESENTATION_UNAVAILABLE", failure.Reason);
    }

    [Fact]
    public async Task Upload_Empty_IsRefusedAndLeavesNothing()
    {
        var options = new UploadOptions { VideoId = "empty" };
        await Assert.ThrowsAsync<TriadException>(() => Client.Library.UploadAsync(new MemoryStream(), options));

        var failure = await Assert.ThrowsAsync<TriadException>(() => Client.Library.GetAsync("empty"));
        Assert.Equal("VIDEO_NOT_FOUND", failure.Reason);
    }

    [Fact]
    public async Task Upload_NoMedia_EndsAsFailedWithItsReason()
    {
        var text = new MemoryStream(Encoding.UTF8.GetBytes(new string('x', 5000)));
        var video = await Client.Library.UploadAsync(text, new UploadOptions { VideoId = "no-media" });

        var failure = await Assert.ThrowsAsync<TriadException>(() => Client.Library.WaitAsync(video.Id));

        Assert.StartsWith("MEDIA_", failure.Reason, StringComparison.Ordinal);
        Assert.Equal(VideoState.Failed, (await Client.Library.GetAsync("no-media")).State);
    }

    [Fact]
    public async Task Upload_WrongChecksumOfCaller_IsRefused()
    {
        var wire = new V1.LibraryService.LibraryServiceClient(Client.Invoker);
        using var call = wire.UploadVideo();
        var header = new V1.UploadHeader { VideoId = "sum", Sha256 = new string('0', 64) };
        await call.RequestStream.WriteAsync(new V1.UploadVideoRequest { Header = header });
        await call.RequestStream.WriteAsync(new V1.UploadVideoRequest { Chunk = Google.Protobuf.ByteString.CopyFrom(1, 2, 3) });
        await call.RequestStream.CompleteAsync();

        var failure = await Assert.ThrowsAsync<Grpc.Core.RpcException>(() => call.ResponseAsync);

        Assert.Equal(Grpc.Core.StatusCode.InvalidArgument, failure.StatusCode);
    }

    [Theory]
    [InlineData("tk_0000000000000000_0000")]
    [InlineData("nonsense")]
    public async Task Key_Unknown_IsRefused(string key)
    {
        using var client = fixture.Server.Connect(key, null);

        var failure = await Assert.ThrowsAsync<TriadException>(() => client.Search.QueryAsync("a red ball"));

        Assert.Equal("KEY_INVALID", failure.Reason);
    }
}
