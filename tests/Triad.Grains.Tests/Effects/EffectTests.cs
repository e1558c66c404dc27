using Triad.Grains.Abstractions.Tenants;

namespace Triad.Grains.Tests.Effects;

/// <summary>Every side effect of the ingest machine, each time that it happens, with each way to go wrong: the end is that of the undisturbed run.</summary>
public abstract class EffectTests(EffectFixture fixture)
{
    private static int _tenants;

    public static TheoryData<string> Rows => [.. EffectTable.Rows];

    [Fact]
    public async Task SideEffects_OfAnIngest_AllHaveARow()
    {
        var tenant = await NewTenantAsync();

        await new EffectScenario(fixture, tenant).RunAsync();

        Assert.Equal(EffectTable.Rows, fixture.Faults.CountsOf(tenant).Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task SideEffect_ThatGoesWrong_LeavesTheSameState(string effect)
    {
        var undisturbed = await NewTenantAsync();
        var wanted = await new EffectScenario(fixture, undisturbed).RunAsync();

        var times = fixture.Faults.CountsOf(undisturbed)[effect];
        var faults =
            from occurrence in Enumerable.Range(1, times)
            from mode in Enum.GetValues<FaultMode>()
            select new EffectFault(effect, occurrence, mode);
        await Task.WhenAll(faults.Select(fault => CheckAsync(fault, wanted)));
    }

    [Theory]
    [InlineData(FaultMode.After)]
    [InlineData(FaultMode.ReplyLost)]
    public async Task Creation_WhoseStateWasStored_HasHappenedWhateverItsStorageSaid(FaultMode mode)
    {
        var tenant = await NewTenantAsync();
        fixture.Faults.Arm(tenant, new EffectFault("state: video Queued", 1, mode));

        var created = await fixture.Platform.UploadAsync(tenant, "car", "1 red car");

        Assert.Null(created.Error);
        Assert.True(fixture.Faults.HasSprung(tenant));
    }

    private async Task CheckAsync(EffectFault fault, string[] wanted)
    {
        var tenant = await NewTenantAsync();
        fixture.Faults.Arm(tenant, fault);

        var found = await new EffectScenario(fixture, tenant).RunAsync();

        Assert.True(fixture.Faults.HasSprung(tenant), $"{fault} did not happen");
        Assert.True(wanted.SequenceEqual(found), $"{fault}:\n  {string.Join("\n  ", found)}\ninstead of\n  {string.Join("\n  ", wanted)}");
    }

    private async Task<string> NewTenantAsync()
    {
        var tenant = $"tenant-{Interlocked.Increment(ref _tenants)}";
        await fixture.Platform.OnboardAsync(tenant, new TenantQuotas(100, 1e6, 1_000_000, 100, null, 1e6));
        fixture.Faults.Forget(tenant);
        return tenant;
    }
}
