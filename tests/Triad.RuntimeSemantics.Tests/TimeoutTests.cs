using Orleans.Concurrency;

namespace Triad.RuntimeSemantics.Tests;

/// <summary>The order of writes rests on this: what a caller gave up before it began does not happen afterwards.</summary>
[Collection(SiloCollection.Name)]
public sealed class TimeoutTests(SiloFixture silo)
{
    public interface ISlow : IGrainWithStringKey
    {
        [ResponseTimeout("00:00:01")]
        Task WaitFor(string name);

        Task Hold(string name);
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

    public sealed class SlowGrain(Gates gates) : Grain, ISlow
    {
        public Task WaitFor(string name) => Hold(name);

        public async Task Hold(string name)
        {
            gates.Open($"{name} began");
            await gates.WaitAsync(name);
        }
    }
}
