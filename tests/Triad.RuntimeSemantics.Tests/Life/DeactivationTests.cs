using Orleans.Core.Internal;

namespace Triad.RuntimeSemantics.Tests.Life;

[Collection(SiloCollection.Name)]
public sealed class DeactivationTests(SiloFixture silo)
{
    public interface IMortal : IGrainWithStringKey
    {
        Task<Guid> Identity();

        Task<Guid> EndAndHold(string name);

        Task Delay(TimeSpan time);
    }

    public interface IStillborn : IGrainWithStringKey
    {
        Task Call();
    }

    [Fact]
    public async Task DeactivateOnIdle_EndsTheActivation_AndTheNextCallMakesAnother()
    {
        var key = SiloFixture.NewKey();
        var grain = silo.Grains.GetGrain<IMortal>(key);
        var first = await grain.Identity();
        silo.Gates.Open($"{key} hold");
        Assert.Equal(first, await grain.EndAndHold($"{key} hold"));
        await silo.Gates.WaitAsync($"{key} ended {DeactivationReasonCode.ApplicationRequested}");
        Assert.NotEqual(first, await grain.Identity());
    }

    [Fact]
    public async Task Call_DuringDeactivation_IsAnsweredByTheNextActivation()
    {
        var key = SiloFixture.NewKey();
        var grain = silo.Grains.GetGrain<IMortal>(key);
        var ending = grain.EndAndHold($"{key} hold");
        await silo.Gates.WaitAsync($"{key} hold runs");
        var waiting = grain.Identity();
        Assert.False(waiting.IsCompleted);
        silo.Gates.Open($"{key} hold");
        Assert.NotEqual(await ending, await waiting);
    }

    [Fact]
    public async Task ManagementExtension_EndsTheActivation()
    {
        var key = SiloFixture.NewKey();
        var grain = silo.Grains.GetGrain<IMortal>(key);
        var first = await grain.Identity();
        await grain.Cast<IGrainManagementExtension>().DeactivateOnIdle();
        await silo.Gates.WaitAsync($"{key} ended {DeactivationReasonCode.ApplicationRequested}");
        Assert.NotEqual(first, await grain.Identity());
    }

    [Fact]
    public async Task Activation_ThatFails_GivesItsExceptionToTheCaller()
    {
        var exception = await Assert.ThrowsAsync<InvalidDataException>(
            () => silo.Grains.GetGrain<IStillborn>(SiloFixture.NewKey()).Call());
        Assert.Equal("never alive", exception.Message);
    }

    public sealed class MortalGrain(Gates gates) : Grain, IMortal
    {
        private readonly Guid _identity = Guid.NewGuid();

        public Task<Guid> Identity() => Task.FromResult(_identity);

        public async Task<Guid> EndAndHold(string name)
        {
            DeactivateOnIdle();
            gates.Open($"{name} runs");
            await gates.WaitAsync(name);
            return _identity;
        }

        public Task Delay(TimeSpan time)
        {
            DelayDeactivation(time);
            return Task.CompletedTask;
        }

        public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
        {
            gates.Open($"{this.GetPrimaryKeyString()} ended {reason.ReasonCode}");
            return Task.CompletedTask;
        }
    }

    public sealed class StillbornGrain : Grain, IStillborn
    {
        public override Task OnActivateAsync(CancellationToken cancellationToken) => throw new InvalidDataException("never alive");

        public Task Call() => Task.CompletedTask;
    }
}
