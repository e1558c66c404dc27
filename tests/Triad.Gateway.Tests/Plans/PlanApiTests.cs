using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Gateway.Tests.Plans;

public sealed class PlanApiTests
{
    [Fact]
    public async Task Plan_CreatedReadListedAndDeleted_SaysWhatItGives()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var me = GatewayFixture.As(gateway.OperatorKey);
        var wanted = new V1.Plan
        {
            Id = "gold",
            DisplayName = "Gold",
            Quotas = new V1.Quotas { Videos = 5 },
            Weight = 3,
            AllowedPackages = { "triad-mini" },
            Retention = Duration.FromTimeSpan(TimeSpan.FromDays(30)),
            Tier = V1.TenantTier.Dedicated,
        };

        var made = await PlansOf(gateway).CreatePlanAsync(new V1.CreatePlanRequest { Plan = wanted }, me);
        var read = await PlansOf(gateway).GetPlanAsync(new V1.GetPlanRequest { PlanId = "gold" }, me);
        var listed = await PlansOf(gateway).ListPlansAsync(new V1.ListPlansRequest(), me);
        await PlansOf(gateway).DeletePlanAsync(new V1.DeletePlanRequest { PlanId = "gold" }, me);

        Assert.Equal(made, read);
        Assert.Equal(made, Assert.Single(listed.Plans));
        Assert.Equal((5, 3, "triad-mini", 30 * 86_400, V1.TenantTier.Dedicated), (made.Quotas.Videos, made.Weight, made.AllowedPackages[0], made.Retention.Seconds, made.Tier));
        Assert.Empty(gateway.World.Plans);
    }

    [Fact]
    public async Task Plans_InPages_AreAllThere()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var me = GatewayFixture.As(gateway.OperatorKey);
        foreach (var id in new[] { "bronze", "gold", "silver" })
            await PlansOf(gateway).CreatePlanAsync(new V1.CreatePlanRequest { Plan = new V1.Plan { Id = id } }, me);

        var first = await PlansOf(gateway).ListPlansAsync(new V1.ListPlansRequest { PageSize = 2 }, me);
        var second = await PlansOf(gateway).ListPlansAsync(new V1.ListPlansRequest { PageSize = 2, PageToken = first.NextPageToken }, me);

        Assert.Equal(["bronze", "gold", "silver"], first.Plans.Concat(second.Plans).Select(plan => plan.Id));
        Assert.Equal("", second.NextPageToken);
    }

    [Fact]
    public async Task Update_OfNamedFields_ChangesNoOthers()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var me = GatewayFixture.As(gateway.OperatorKey);
        await PlansOf(gateway).CreatePlanAsync(new V1.CreatePlanRequest { Plan = new V1.Plan { Id = "gold" } }, me);

        await PlansOf(gateway).UpdatePlanAsync(
            new V1.UpdatePlanRequest
            {
                Plan = new V1.Plan { Id = "gold", Weight = 2, DisplayName = "left out", Quotas = new V1.Quotas { Videos = 7, StoredBytes = 8 } },
                UpdateMask = new FieldMask { Paths = { "weight", "quotas.videos", "retention" } },
            },
            me);

        var asked = Assert.Single(gateway.World.PlanUpdates);
        Assert.Equal((null, 2, true, null), (asked.DisplayName, asked.Weight, asked.SetsRetention, asked.Retention));
        Assert.Equal([TenantQuota.Videos], asked.Quotas!.Changed);
        Assert.Equal(7, asked.Quotas.To.Videos);
    }

    [Fact]
    public async Task Plan_ThatIsAllWrong_NamesEveryField()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var plan = new V1.Plan
        {
            Id = "Gold!",
            Weight = double.NaN,
            Quotas = new V1.Quotas { Videos = -1, QueriesPerSecond = double.NaN, StoredBytes = long.MaxValue },
            AllowedPackages = { "" },
            Retention = new Duration(),
            Tier = (V1.TenantTier)9,
        };

        var refused = await Refusal.OfAsync(() =>
            PlansOf(gateway).CreatePlanAsync(new V1.CreatePlanRequest { Plan = plan }, GatewayFixture.As(gateway.OperatorKey)).ResponseAsync);

        Assert.Equal(StatusCode.InvalidArgument, refused.Code);
        Assert.Equal(
            ["plan.allowed_packages", "plan.id", "plan.quotas.queries_per_second", "plan.quotas.stored_bytes", "plan.quotas.videos", "plan.retention", "plan.tier", "plan.weight"],
            refused.Fields!.FieldViolations.Select(violation => violation.Field).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Plan_ThatIsNotThere_IsRefusedWithThoseThatAre()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var me = GatewayFixture.As(gateway.OperatorKey);
        await PlansOf(gateway).CreatePlanAsync(new V1.CreatePlanRequest { Plan = new V1.Plan { Id = "silver" } }, me);

        var refused = await Refusal.OfAsync(() => PlansOf(gateway).GetPlanAsync(new V1.GetPlanRequest { PlanId = "gold" }, me).ResponseAsync);

        Assert.Equal((StatusCode.NotFound, "PLAN_NOT_FOUND"), (refused.Code, refused.Info.Reason));
        Assert.Contains("silver", refused.Message, StringComparison.Ordinal);
    }

    private static V1.PlanService.PlanServiceClient PlansOf(GatewayFixture gateway) => new(gateway.Channel);
}
