using Grpc.Core;
using Triad.Grains.Abstractions.Keys;

namespace Triad.Gateway.Tests.Holds;

public sealed class HoldApiTests
{
    [Fact]
    public async Task Hold_PlacedAndLifted_TellsWhichKeysDidIt()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var me = GatewayFixture.As(gateway.OperatorKey);
        var key = gateway.OperatorKey.Split('_')[1];

        var placed = await gateway.Holds.PlaceHoldAsync(new V1.PlaceHoldRequest { TenantId = "acme", VideoId = "mine", Reason = "case 12" }, me);
        var lifted = await gateway.Holds.LiftHoldAsync(new V1.LiftHoldRequest { TenantId = "acme", HoldId = placed.Id, Reason = "closed" }, me);

        Assert.Equal(("acme", "mine", "case 12", key, ""), (placed.TenantId, placed.VideoId, placed.Reason, placed.PlacedBy, placed.LiftedBy));
        Assert.Equal((key, "closed"), (lifted.LiftedBy, lifted.LiftReason));
        Assert.Equal(gateway.Time.GetUtcNow(), lifted.LiftTime.ToDateTimeOffset());
    }

    [Fact]
    public async Task Holds_OverPages_AreThoseThatBindTheVideo()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var me = GatewayFixture.As(gateway.OperatorKey);
        foreach (var video in new[] { "mine", "", "other", "mine" })
            await gateway.Holds.PlaceHoldAsync(new V1.PlaceHoldRequest { TenantId = "acme", VideoId = video, Reason = "case" }, me);

        var videos = new List<string>();
        var request = new V1.ListHoldsRequest { TenantId = "acme", VideoId = "mine", PageSize = 2 };
        do
        {
            var page = await gateway.Holds.ListHoldsAsync(request, me);
            videos.AddRange(page.Holds.Select(hold => hold.VideoId));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        Assert.Equal(["mine", "", "mine"], videos);
    }

    [Fact]
    public async Task Hold_ThatCannotBe_NamesTheField()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var me = GatewayFixture.As(gateway.OperatorKey);
        Task<Refusal> PlaceAsync(V1.PlaceHoldRequest request) => Refusal.OfAsync(async () => await gateway.Holds.PlaceHoldAsync(request, me));
        Task<Refusal> LiftAsync(V1.LiftHoldRequest request) => Refusal.OfAsync(async () => await gateway.Holds.LiftHoldAsync(request, me));

        Assert.Equal("reason", (await PlaceAsync(new V1.PlaceHoldRequest { TenantId = "acme" })).Field);
        Assert.Equal("reason", (await PlaceAsync(new V1.PlaceHoldRequest { TenantId = "acme", Reason = new string('r', 501) })).Field);
        Assert.Equal("video_id", (await PlaceAsync(new V1.PlaceHoldRequest { TenantId = "acme", Reason = "r", VideoId = "a/b" })).Field);
        Assert.Equal("hold_id", (await LiftAsync(new V1.LiftHoldRequest { TenantId = "acme", Reason = "r" })).Field);
        Assert.Equal("HOLD_NOT_FOUND", (await LiftAsync(new V1.LiftHoldRequest { TenantId = "acme", Reason = "r", HoldId = "none" })).Info.Reason);
        Assert.Equal("TENANT_NOT_FOUND", (await PlaceAsync(new V1.PlaceHoldRequest { TenantId = "nobody", Reason = "r" })).Info.Reason);
    }

    [Fact]
    public async Task Hold_ByATenantsKey_IsRefused()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var me = GatewayFixture.As(gateway.World.AddKey("acme", [Scopes.Search, Scopes.Ingest]));

        var refused = await Refusal.OfAsync(async () =>
            await gateway.Holds.PlaceHoldAsync(new V1.PlaceHoldRequest { TenantId = "acme", Reason = "r" }, me));

        Assert.Equal(StatusCode.PermissionDenied, refused.Code);
    }
}
