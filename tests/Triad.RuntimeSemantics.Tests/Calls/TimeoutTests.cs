using Orleans.Concurrency;

namespace Triad.RuntimeSemantics.Tests.Calls;

[Collection(SiloCollection.Name)]
public sealed class TimeoutTests(SiloFixture silo)
{
    public interface ISlow : IGrainWithStringKey
    {
        [ResponseTimeout("00:00:01")]
        Task WaitFor(string name);

        Task Hold(string name);

        [OneWay]
        Task WaitOneWay(string name);

        Task Fail();
    }

    [Fact]
    public async Task Call_WithoutAnAnswerInTime_Throws_AndTheGrainGoesOn()
    {
        var key = SiloFixture.NewKey();
        var call = silo.Grains.GetGrain<ISlow>(key).WaitFor(key);
        await silo.Gates.WaitAsync($"{key} began");
        await Assert.ThrowsAsync<TimeoutException>(() => call);
        silo.Gates.Open(key);
        await silo.Gates.WaitAsync($"{key} went on");
    }

    [Fact]
    public async Task Call_ThatTimesOutBehindAnother_IsNeverRun()
    {
        var (first, second) = (SiloFixture.NewKey(), SiloFixture.NewKey());
        var grain = silo.Grains.GetGrain<ISlow>(first);
        var held = grain.Hold(first);
        await silo.Gates.WaitAsync($"{first} began");
        await Assert.ThrowsAsync<TimeoutException>(() => grain.WaitFor(second));

        silo.Gates.Open(first);
        silo.Gates.Open(second);
        await held;
        await grain.Hold(first);
        Assert.False(silo.Gates.IsOpen($"{second} began"));
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
            gates.Open($"{name} began");
            await gates.WaitAsync(name);
            gates.Open($"{name} went on");
        }

        public Task Hold(string name) => WaitFor(name);

        public Task WaitOneWay(string name) => WaitFor(name);

        public Task Fail() => throw new InvalidDataException("on purpose");
    }
}
