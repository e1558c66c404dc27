namespace Triad.RuntimeSemantics.Tests.Calls;

[Collection(SiloCollection.Name)]
public sealed class CallChainTests(SiloFixture silo)
{
    public interface ICaller : IGrainWithStringKey
    {
        Task<string> CallAndBeCalled(IBouncer bouncer, bool allow);

        [ResponseTimeout("00:00:00.300")]
        Task<string> Answer();
    }

    public interface IBouncer : IGrainWithStringKey
    {
        Task<string> Bounce(ICaller caller);
    }

    [Fact]
    public async Task CallBack_ToAGrainThatWaits_TimesOut()
    {
        var caller = silo.Grains.GetGrain<ICaller>(SiloFixture.NewKey());
        var bouncer = silo.Grains.GetGrain<IBouncer>(SiloFixture.NewKey());
        await Assert.ThrowsAsync<TimeoutException>(() => caller.CallAndBeCalled(bouncer, allow: false));
    }

    [Fact]
    public async Task CallBack_WithCallChainReentrancyAllowed_IsAnswered()
    {
        var caller = silo.Grains.GetGrain<ICaller>(SiloFixture.NewKey());
        var bouncer = silo.Grains.GetGrain<IBouncer>(SiloFixture.NewKey());
        Assert.Equal("answered", await caller.CallAndBeCalled(bouncer, allow: true));
    }

    public sealed class CallerGrain : Grain, ICaller
    {
        public async Task<string> CallAndBeCalled(IBouncer bouncer, bool allow)
        {
            if (!allow)
                return await bouncer.Bounce(this.AsReference<ICaller>());

            using var section = RequestContext.AllowCallChainReentrancy();
            return await bouncer.Bounce(this.AsReference<ICaller>());
        }

        public Task<string> Answer() => Task.FromResult("answered");
    }

    public sealed class BouncerGrain : Grain, IBouncer
    {
        public Task<string> Bounce(ICaller caller) => caller.Answer();
    }
}
