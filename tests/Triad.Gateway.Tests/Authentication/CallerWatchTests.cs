using Google.Protobuf;
using Triad.Grains.Abstractions.Keys;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.Abstractions.Videos;

namespace Triad.Gateway.Tests.Authentication;

public sealed class CallerWatchTests
{
    [Theory]
    [InlineData("revoked", "KEY_INVALID")]
    [InlineData("expired", "KEY_INVALID")]
    [InlineData("suspended", "TENANT_SUSPENDED")]
    public async Task Stream_WhoseCallerIsLetInNoLonger_EndsWithTheRefusalOfANewCall(string cause, string reason)
    {
        await using var gateway = await GatewayFixture.StartAsync();
        gateway.World.AddVideo("acme", "v", VideoStatus.Queued);
        var key = gateway.World.AddKey("acme", new CreateApiKey("", "", [Scopes.Search, Scopes.Ingest], gateway.Time.GetUtcNow().AddSeconds(cause == "expired" ? 3.5 : 1e6)));
        using var patience = new CancellationTokenSource(GatewayFixture.Patience);
        using var watch = gateway.Library.WatchVideo(new V1.WatchVideoRequest { VideoId = "v" }, GatewayFixture.As(key), cancellationToken: patience.Token);
        Assert.True(await watch.ResponseStream.MoveNext(patience.Token));

        await EndAsync(gateway, cause, key);
        var ended = await Refusal.OfAsync(() => watch.ResponseStream.MoveNext(patience.Token));
        var refused = await Refusal.OfAsync(async () => await gateway.Library.GetVideoAsync(new V1.GetVideoRequest { VideoId = "v" }, GatewayFixture.As(key)));

        Assert.Equal(reason, ended.Info.Reason);
        Assert.Equal(refused.ToString(), ended.ToString());
    }

    [Fact]
    public async Task Upload_WhoseKeyIsRevoked_EndsAndLeavesNothing()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var key = gateway.World.AddKey("acme", Scopes.Ingest);
        using var patience = new CancellationTokenSource(GatewayFixture.Patience);
        using var call = gateway.Library.UploadVideo(GatewayFixture.As(key), cancellationToken: patience.Token);
        await call.RequestStream.WriteAsync(new V1.UploadVideoRequest { Header = new V1.UploadHeader { VideoId = "v" } }, patience.Token);
        await call.RequestStream.WriteAsync(new V1.UploadVideoRequest { Chunk = ByteString.CopyFrom(new byte[100]) }, patience.Token);
        await gateway.Media.Started.Task.WaitAsync(GatewayFixture.Patience);

        await EndAsync(gateway, "revoked", key);
        var ended = await Refusal.OfAsync(() => call.ResponseAsync);

        Assert.Equal("KEY_INVALID", ended.Info.Reason);
        Assert.Empty(gateway.Media.Blobs);
        Assert.Empty(gateway.World.Videos);
    }

    [Fact]
    public async Task Stream_WhoseCallerIsLetInStill_GoesOn()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        gateway.World.AddVideo("acme", "v", VideoStatus.Queued);
        using var patience = new CancellationTokenSource(GatewayFixture.Patience);
        using var watch = gateway.Library.WatchVideo(new V1.WatchVideoRequest { VideoId = "v" }, GatewayFixture.As(gateway.AcmeKey), cancellationToken: patience.Token);
        Assert.True(await watch.ResponseStream.MoveNext(patience.Token));

        gateway.Time.Advance(TimeSpan.FromSeconds(2));
        gateway.Time.Advance(TimeSpan.FromSeconds(2));
        gateway.World.Change("acme", "v", video => video with { Status = VideoStatus.Ready, Version = video.Version + 1 });

        Assert.True(await watch.ResponseStream.MoveNext(patience.Token));
        Assert.False(await watch.ResponseStream.MoveNext(patience.Token));
    }

    // Two looks: what the first one is told may have been kept from before.
    private static async Task EndAsync(GatewayFixture gateway, string cause, string key)
    {
        var me = GatewayFixture.As(gateway.OperatorKey);
        if (cause == "revoked")
            await gateway.Tenants.RevokeApiKeyAsync(new V1.RevokeApiKeyRequest { TenantId = "acme", KeyId = key.Split('_')[1] }, me);
        else if (cause == "suspended")
            await gateway.Tenants.SuspendTenantAsync(new V1.SuspendTenantRequest { TenantId = "acme", Reason = "unpaid" }, me);
        gateway.Time.Advance(TimeSpan.FromSeconds(2));
        gateway.Time.Advance(TimeSpan.FromSeconds(2));
    }
}
