using Grpc.Core;

namespace Triad.Gateway.Tests.Tenants;

public sealed class ModelChangeApiTests
{
    [Fact]
    public async Task SetModel_Shadow_TellsHowFarItIs()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        gateway.World.AddTenant("acme-films");

        var change = await gateway.Tenants.SetModelAsync(
            new V1.SetModelRequest { TenantId = "acme-films", ModelPackage = "clip", Mode = V1.SetModelMode.Shadow }, GatewayFixture.As(gateway.OperatorKey));

        Assert.Equal(
            ("acme-films", V1.ModelChangeState.Shadow, "triad-mini", "clip"),
            (change.TenantId, change.State, change.LivePackage, change.OtherPackage));
        Assert.Equal((3, 2, 1), (change.Videos, change.VideosDone, change.VideosWaiting));
        Assert.Equal(["car"], change.MissingVideoIds);
        Assert.Equal((90L, null), (change.TimeLeft.Seconds, change.CutOverTime));
    }

    [Theory]
    [InlineData("", V1.SetModelMode.Shadow, "model_package")]
    [InlineData("clip", V1.SetModelMode.Unspecified, "mode")]
    public async Task SetModel_WithoutWhatItNeeds_NamesTheField(string package, V1.SetModelMode mode, string field)
    {
        await using var gateway = await GatewayFixture.StartAsync();

        var refused = await Refusal.OfAsync(async () => await gateway.Tenants.SetModelAsync(
            new V1.SetModelRequest { TenantId = "acme-films", ModelPackage = package, Mode = mode }, GatewayFixture.As(gateway.OperatorKey)));

        Assert.Equal(field, refused.Field);
    }

    [Fact]
    public async Task CutOverModel_ThatIsBehind_IsAFailedPrecondition()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        gateway.World.AddTenant("acme-films");
        var me = GatewayFixture.As(gateway.OperatorKey);

        var refused = await Assert.ThrowsAsync<RpcException>(async () =>
            await gateway.Tenants.CutOverModelAsync(new V1.CutOverModelRequest { TenantId = "acme-films" }, me));
        var forced = await gateway.Tenants.CutOverModelAsync(new V1.CutOverModelRequest { TenantId = "acme-films", Force = true }, me);

        Assert.Equal(StatusCode.FailedPrecondition, refused.StatusCode);
        Assert.Contains("car", refused.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(V1.ModelChangeState.CutOver, forced.State);
    }

    [Fact]
    public async Task ModelChange_OfATenantThatIsNotThere_IsNotFound()
    {
        await using var gateway = await GatewayFixture.StartAsync();

        var refused = await Assert.ThrowsAsync<RpcException>(async () =>
            await gateway.Tenants.GetModelChangeAsync(new V1.GetModelChangeRequest { TenantId = "nobody" }, GatewayFixture.As(gateway.OperatorKey)));

        Assert.Equal(StatusCode.NotFound, refused.StatusCode);
    }
}
