using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Holds;
using Triad.Grains.Abstractions.Plans;
using Triad.Grains.Abstractions.Retention;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.Abstractions.Videos;
using Triad.Grains.Retention;
using Triad.Grains.Tests.Faults;
using Triad.Testing.Embedding;
using Triad.Testing.Time;
using static Triad.Grains.Tests.Platform;

namespace Triad.Grains.Tests.Retention;

/// <summary>
/// Retentions are as short as a tick here, so what has one is due at once. What waits for its end asks for a sweep again and again, as reminders do.
/// </summary>
public sealed class RetentionTests
{
    private static readonly TenantId Acme = TenantId.From("acme");
    private static readonly TimeSpan Short = TimeSpan.FromTicks(1);

    [Fact]
    public async Task Tenant_GivenARetention_LosesWhatIsOlderAndNobodyElseDoes()
    {
        await using var platform = await StartAsync(null, "acme", "other");
        Value(await platform.UploadAsync("acme", "car", "1 red car"));
        Value(await platform.UploadAsync("acme", "bus", "1 blue bus"));
        Value(await platform.UploadAsync("other", "car", "1 red car"));

        Value(await platform.Tenant("acme").UpdateAsync(Retain(Short), default));

        await WaitUntilGoneAsync(platform, "acme", "car");
        await WaitUntilGoneAsync(platform, "acme", "bus");
        Assert.True((await platform.Video("other", "car").GetAsync(default)).IsOk);
        Assert.Empty((await platform.Media.ListAsync(Acme, VideoId.From("car"), default)).Value);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Plan_GivenARetention_ReachesTenantsThatNobodyHasNoted(int failures)
    {
        var faults = new FaultyCalls("NoteTenantAsync", failures, _ => throw new TimeoutException("It does not answer."));
        var plan = PlanId.From("gold");
        var isArmed = false;
        await using var platform = await Platform.StartAsync(configure: services =>
            services.AddSingleton<IIncomingGrainCallFilter>(new WhenArmed(() => isArmed, faults)));
        Value(await platform.Grains.Plans().CreateAsync(new CreatePlan(plan, "", PlanTerms.None), default));
        foreach (var tenant in new[] { "acme", "other" })
        {
            Value(await platform.Tenant(tenant).CreateAsync(new CreateTenant("", "", "gold", HashEmbedder.Package, TenantQuotas.None), default));
            Value(await platform.UploadAsync(tenant, "car", "1 red car"));
            var id = TenantId.From(tenant);
            Assert.True((await platform.Grains.Retention(id).ForgetAsync(id, null, default)).IsOk); // As one of before there were retentions.
        }

        isArmed = true;
        Value(await platform.Grains.Plans().UpdateAsync(new UpdatePlan(plan, null, null, null, null, true, Short, null), default));

        await WaitUntilGoneAsync(platform, "acme", "car");
        await WaitUntilGoneAsync(platform, "other", "car");
        Assert.Equal(0, faults.Left);
        Assert.Equal(Short, Value(await platform.Tenant("acme").GetAsync(default)).BindingRetention);
    }

    private sealed class WhenArmed(Func<bool> isArmed, IIncomingGrainCallFilter filter) : IIncomingGrainCallFilter
    {
        public Task Invoke(IIncomingGrainCallContext context) => isArmed() ? filter.Invoke(context) : context.Invoke();
    }

    [Fact]
    public async Task Plan_GivenARetention_BindsItsTenantsThatHaveNone()
    {
        await using var platform = await StartAsync(null);
        var (plan, none) = (PlanId.From("gold"), PlanTerms.None);
        Value(await platform.Grains.Plans().CreateAsync(new CreatePlan(plan, "", none), default));
        foreach (var tenant in new[] { "acme", "other" })
        {
            Value(await platform.Tenant(tenant).CreateAsync(new CreateTenant("", "", "gold", HashEmbedder.Package, TenantQuotas.None), default));
            Value(await platform.UploadAsync(tenant, "car", "1 red car"));
        }

        Value(await platform.Tenant("other").UpdateAsync(Retain(TimeSpan.FromDays(30)), default));
        Value(await platform.Grains.Plans().UpdateAsync(new UpdatePlan(plan, null, null, null, null, true, Short, null), default));

        await WaitUntilGoneAsync(platform, "acme", "car");
        var receipt = Value(await platform.Video("acme", "car").ReceiptAsync(default));
        Assert.Equal("retention", receipt.RequestedBy);
        Assert.Equal(RetentionOutcome.Kept, Value(await platform.Video("other", "car").ExpireAsync(default)).Outcome);
    }

    [Fact]
    public async Task Tenant_WithALongRetention_KeepsItsVideos()
    {
        await using var platform = await StartAsync(null, "acme");
        Value(await platform.UploadAsync("acme", "car", "1 red car"));
        Value(await platform.Tenant("acme").UpdateAsync(Retain(TimeSpan.FromDays(30)), default));

        var verdict = Value(await platform.Video("acme", "car").ExpireAsync(default));

        Assert.Equal(new RetentionVerdict(RetentionOutcome.Kept, null), verdict);
        Assert.Equal(TimeSpan.FromDays(30), Value(await platform.Tenant("acme").GetAsync(default)).Retention);
    }

    [Fact]
    public async Task Video_WithARetentionOfItsOwn_GoesAloneAndIsForgotten()
    {
        await using var platform = await StartAsync(null, "acme");
        Value(await platform.UploadAsync("acme", "car", "1 red car"));
        Value(await platform.UploadAsync("acme", "bus", "1 blue bus"));

        var changed = Value(await platform.Video("acme", "car").UpdateAsync(new UpdateVideo("new name", new RetentionChange(Short)), default));

        Assert.Equal(("new name", Short), (changed.Name, changed.Retention));
        await WaitUntilGoneAsync(platform, "acme", "car");
        await WaitUntilForgottenAsync(platform);
        Assert.True((await platform.Video("acme", "bus").GetAsync(default)).IsOk);
    }

    [Fact]
    public async Task Retention_TakenAway_KeepsTheVideoAndIsForgotten()
    {
        await using var platform = await StartAsync(null, "acme");
        Value(await platform.UploadAsync("acme", "car", "1 red car"));
        Value(await platform.Video("acme", "car").UpdateAsync(new UpdateVideo(null, new RetentionChange(TimeSpan.FromDays(1))), default));
        Value(await platform.Video("acme", "car").UpdateAsync(new UpdateVideo(null, new RetentionChange(null)), default));
        Value(await platform.Tenant("acme").UpdateAsync(Retain(TimeSpan.FromDays(1)), default));
        Value(await platform.Tenant("acme").UpdateAsync(Retain(null), default));

        // The row of the video stays until it is due; the tenant's goes with the next look.
        await WaitAsync(platform, async () => Value(await platform.Grains.Retention(Acme).CountAsync(Acme, null, default)) <= 1);
        Assert.True((await platform.Video("acme", "car").GetAsync(default)).IsOk);
    }

    [Fact]
    public async Task Held_Video_StaysUntilTheHoldIsLifted()
    {
        await using var platform = await StartAsync(null, "acme");
        Value(await platform.UploadAsync("acme", "car", "1 red car"));
        var hold = Value(await platform.Grains.Holds(Acme).PlaceAsync(new PlaceHold("", null, "case", "k"), default));
        Value(await platform.Tenant("acme").UpdateAsync(Retain(Short), default));

        Assert.Equal(RetentionOutcome.Held, Value(await platform.Video("acme", "car").ExpireAsync(default)).Outcome);
        Assert.True((await platform.Video("acme", "car").GetAsync(default)).IsOk);

        Value(await platform.Grains.Holds(Acme).LiftAsync(hold.Id, "k", "over", default));
        await WaitUntilGoneAsync(platform, "acme", "car");
    }

    [Fact]
    public async Task Start_FindsWhatCameDueWhileNothingRan()
    {
        var folder = Directory.CreateTempSubdirectory("triad-retention-");
        try
        {
            await using (var platform = await StartAsync(folder.FullName, "acme"))
            {
                Value(await platform.UploadAsync("acme", "car", "1 red car"));
                var hold = Value(await platform.Grains.Holds(Acme).PlaceAsync(new PlaceHold("", null, "case", "k"), default));
                Value(await platform.Tenant("acme").UpdateAsync(Retain(Short), default));
                Value(await platform.Grains.Holds(Acme).LiftAsync(hold.Id, "k", "over", default));
            }

            await using var restarted = await StartAsync(folder.FullName);

            // Nobody asks for a sweep: the start does.
            await LookUntilGoneAsync(restarted.Video("acme", "car")).WithinAsync("the video to go");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task MoreVideosThanAPage_AreAllErased()
    {
        await using var platform = await StartAsync(null, "acme");
        for (var i = 0; i < 150; i++)
            Value(await platform.UploadAsync("acme", $"v{i}", "1 red car"));
        Value(await platform.Grains.Holds(Acme).PlaceAsync(new PlaceHold("", VideoId.From("v7"), "case", "k"), default));

        Value(await platform.Tenant("acme").UpdateAsync(Retain(Short), default));

        foreach (var i in Enumerable.Range(0, 150).Where(i => i != 7))
            await WaitUntilGoneAsync(platform, "acme", $"v{i}");
        Assert.True((await platform.Video("acme", "v7").GetAsync(default)).IsOk);
    }

    private static async Task LookUntilGoneAsync(IVideoGrain video)
    {
        while ((await video.GetAsync(default)).IsOk)
            await Task.Yield();
    }

    private static UpdateTenant Retain(TimeSpan? retention) => new(null, null, null) { Retention = new RetentionChange(retention) };

    private static async Task<Platform> StartAsync(string? folder, params string[] tenants)
    {
        var platform = await Platform.StartAsync(
            folder, ingest: false, configure: services => services.Configure<RetentionOptions>(options => options.VideosPerSecond = 10_000));
        foreach (var tenant in tenants)
            await platform.OnboardAsync(tenant);
        return platform;
    }

    private static Task WaitUntilGoneAsync(Platform platform, string tenant, string video) => WaitAsync(
        platform, async () => (await platform.Video(tenant, video).GetAsync(default)).Error?.Reason == ErrorReason.VideoNotFound);

    private static Task WaitUntilForgottenAsync(Platform platform) => WaitAsync(
        platform, async () => Value(await platform.Grains.Retention(Acme).CountAsync(Acme, null, default)) == 0);

    private static async Task WaitAsync(Platform platform, Func<Task<bool>> isDone)
    {
        async Task InsistAsync()
        {
            while (!await isDone())
                await platform.Grains.Retention(Acme).SweepAsync(default);
        }

        await InsistAsync().WithinAsync("the retention to be carried out");
    }
}
