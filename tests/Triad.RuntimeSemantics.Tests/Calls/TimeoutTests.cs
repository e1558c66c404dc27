using Orleans.Concurrency;

namespace Triad.RuntimeSemantics.Tests.Calls;

[Collection(SiloCollection.Name)]
public sealed class TimeoutTests(SiloFixture silo)
{
    public interface ISlow : IGrainWithStringKey
    {
        [ResponseTimeout("00:00:00.200")]
        Task WaitFor(string name);

        [OneWay]
        Task WaitOneWay(string name);

        Task Fail();
    }

    [Fact]
    public async Task Call_WithoutAnAnswerInTime_Throws_AndTheGrainGoesOn()
    {
        var key = SiloFixture.NewKey();
        var grain = silo.Grains.GetGrain<ISlow>(key);
        await Assert.ThrowsAsync<TimeoutException>(() => grain.WaitFor(key));
        silo.Gates.Open(key);
        await silo.Gates.WaitAsync($"{key} went on");
    }

    [Fact]
    public async Task OneWayCall_ReturnsBeforeTheGrainHasRun()
    {
        var key = SiloFixture.NewKey();
        await silo.Grains.GetGrain<ISlow>(key).WaitOneWay(key);
        Assert.False(silo.Gates.IsOpen($"{key} went on"));
        silo.Gates.Open(key);
        await silo.Gates.WaitAsync($"{key} went on");
    }

    [Fact]
    public async Task Exception_OfAGrain_ReachesTheCallerWithTypeAndMessage()
    {
        var exception = await Assert.ThrowsAsync<InvalidDataException>(() => silo.Grains.GetGrain<ISlow>(SiloFixture.NewKey()).Fail());
        Assert.Equal("on purpose", exception.Message);
    }

    public sealed class SlowGrain(Gates gates) : Grain, ISlow
    {
        public async Task WaitFor(string name)
        {
            await gates.WaitAsync(name);
            gates.Open($"{name} went on");
        }

        public Task WaitOneWay(string name) => WaitFor(name);

        public Task Fail() => throw new InvalidDataException("on purpose");
    }
}
