using Microsoft.Extensions.DependencyInjection;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Plans;
using Triad.Grains.Abstractions.Tenants;
using Triad.Testing.Embedding;
using Triad.Testing.Time;
using static Triad.Grains.Tests.Platform;

namespace Triad.Grains.Tests.Plans;

public sealed class PlansGrainTests
{
    private static readonly PlanId Gold = PlanId.From("gold");

    private readonly WatchedTime _time = new();

    [Fact]
    public async Task Tenant_OfAPlan_HasItsQuotas_ButForThoseOfItsOwn()
    {
        await using var platform = await StartAsync();
        await CreateAsync(platform, "gold", TenantQuotas.None with { Videos = 5, QueriesPerSecond = 9 }, weight: 3);

        var tenant = await OnboardAsync(platform, "acme", "gold", TenantQuotas.None with { Videos = 7 });

        Assert.Equal((7L, 9.0, 3.0), (tenant.Quotas.Videos, tenant.Quotas.QueriesPerSecond, tenant.Weight));
        Assert.Equal((7L, null), (tenant.OwnQuotas.Videos, tenant.OwnQuotas.QueriesPerSecond));
    }

    [Fact]
    public async Task Plan_ThatIsChanged_BindsItsTenantsWithinFiveSeconds()
    {
        await using var platform = await StartAsync();
        await CreateAsync(platform, "gold", TenantQuotas.None with { QueriesPerSecond = 9 });
        await OnboardAsync(platform, "acme", "gold");
        Value(await platform.Tenant("acme").LeaseQuotaAsync("g", null, default));

        Value(await platform.Grains.Plans().UpdateAsync(
            new UpdatePlan(Gold, null, new QuotaChange([TenantQuota.QueriesPerSecond], TenantQuotas.None with { QueriesPerSecond = 4 }), null, null, false, null, null),
            default));
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(4, Value(await platform.Tenant("acme").LeaseQuotaAsync("g", null, default)).QuotaQueriesPerSecond);
    }

    [Fact]
    public async Task Tenant_OfAPlanThatIsNotThere_IsRefusedWithThoseThatAre_AndIsNotMade()
    {
        await using var platform = await StartAsync();
        await CreateAsync(platform, "silver", TenantQuotas.None);

        var refused = await platform.Tenant("acme").CreateAsync(Request("gold"), default);

        Assert.Equal(ErrorReason.PlanNotFound, refused.Error?.Reason);
        Assert.Contains("silver", refused.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(ErrorReason.TenantNotFound, (await platform.Tenant("acme").GetAsync(default)).Error?.Reason);
    }

    [Fact]
    public async Task Plan_ThatATenantHas_IsNotDeleted_AndIsWhenTheTenantHasAnother()
    {
        await using var platform = await StartAsync();
        await CreateAsync(platform, "gold", TenantQuotas.None);
        await CreateAsync(platform, "silver", TenantQuotas.None);
        await OnboardAsync(platform, "acme", "gold");
        _time.Advance(TimeSpan.FromMinutes(2));

        var refused = await platform.Grains.Plans().DeleteAsync(Gold, default);
        Value(await platform.Tenant("acme").UpdateAsync(new UpdateTenant(null, "silver", null), default));
        var deleted = await platform.Grains.Plans().DeleteAsync(Gold, default);
        var again = await platform.Grains.Plans().DeleteAsync(Gold, default);

        Assert.Equal(ErrorReason.PlanInUse, refused.Error?.Reason);
        Assert.Contains("acme", refused.Error!.Message, StringComparison.Ordinal);
        Assert.Null(deleted.Error);
        Assert.Equal(ErrorReason.PlanNotFound, again.Error?.Reason);
    }

    [Fact]
    public async Task Plan_ThatATenantWasToHaveAndHasNot_IsDeletedAfterAMinute()
    {
        await using var platform = await StartAsync();
        await CreateAsync(platform, "gold", TenantQuotas.None);
        Value(await platform.Grains.Plans().JoinAsync(Gold, TenantId.From("acme"), default)); // The silo died before the tenant was made.

        Assert.Equal(ErrorReason.PlanInUse, (await platform.Grains.Plans().DeleteAsync(Gold, default)).Error?.Reason);
        _time.Advance(TimeSpan.FromMinutes(2));

        Assert.Null((await platform.Grains.Plans().DeleteAsync(Gold, default)).Error);
    }

    [Fact]
    public async Task Plan_MadeAgain_IsTheSame_AndOfOtherTermsIsRefused()
    {
        await using var platform = await StartAsync();
        var first = await CreateAsync(platform, "gold", TenantQuotas.None with { Videos = 1 });

        Assert.Equal(first.CreatedAt, (await CreateAsync(platform, "gold", TenantQuotas.None with { Videos = 1 })).CreatedAt);
        var other = await platform.Grains.Plans().CreateAsync(new CreatePlan(Gold, "", PlanTerms.None), default);
        Assert.Equal(ErrorReason.PlanExists, other.Error?.Reason);
    }

    [Fact]
    public async Task Package_ThatIsNotAllowed_IsRefused_AndOneInUseCannotBeDisallowed()
    {
        await using var platform = await StartAsync();
        await CreateAsync(platform, "gold", TenantQuotas.None, packages: "other");

        var refused = await platform.Tenant("acme").CreateAsync(Request("gold"), default);
        var made = await OnboardAsync(platform, "acme", "gold", packages: HashEmbedder.Package);
        var change = await platform.Tenant("acme").BeginModelChangeAsync("other", default);
        var disallowed = await platform.Tenant("acme").UpdateAsync(new UpdateTenant(null, null, null) { AllowedPackages = ["other"] }, default);
        var toPlan = await platform.Tenant("acme").UpdateAsync(new UpdateTenant(null, null, null) { AllowedPackages = [] }, default);
        var widened = await platform.Tenant("acme").UpdateAsync(new UpdateTenant(null, null, null) { AllowedPackages = ["other", HashEmbedder.Package] }, default);

        Assert.Equal([HashEmbedder.Package], made.AllowedPackages);
        Assert.All(
            new[] { refused, change, disallowed, toPlan },
            answer => Assert.Equal(ErrorReason.PackageNotAllowed, answer.Error?.Reason));
        Assert.Contains(HashEmbedder.Package, disallowed.Error!.Message, StringComparison.Ordinal);
        Assert.Null(widened.Error);
    }

    private Task<Platform> StartAsync() => Platform.StartAsync(ingest: false, configure: services => services.AddSingleton<TimeProvider>(_time));

    private static async Task<PlanSnapshot> CreateAsync(Platform platform, string id, TenantQuotas quotas, double weight = 1, params string[] packages) =>
        Value(await platform.Grains.Plans().CreateAsync(
            new CreatePlan(PlanId.From(id), "", PlanTerms.None with { Quotas = quotas, Weight = weight, AllowedPackages = [.. packages] }), default));

    private static CreateTenant Request(string plan) => new("", "", plan, HashEmbedder.Package, TenantQuotas.None);

    private static async Task<TenantSnapshot> OnboardAsync(
        Platform platform, string tenant, string plan, TenantQuotas? quotas = null, params string[] packages) =>
        Value(await platform.Tenant(tenant).CreateAsync(
            Request(plan) with { Quotas = quotas ?? TenantQuotas.None, AllowedPackages = [.. packages] }, default));
}
