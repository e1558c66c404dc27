namespace Triad.RuntimeSemantics.Tests.Life;

[Collection(SiloCollection.Name)]
public sealed class TimerTests(SiloFixture silo)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    public interface ITimed : IGrainWithStringKey
    {
        Task Start(bool interleave);

        Task Stop();

        Task Hold(string name);
    }

    [Fact]
    public async Task Timer_TicksOncePerPeriod_UntilItIsDisposed()
    {
        var key = SiloFixture.NewKey();
        var grain = silo.Grains.GetGrain<ITimed>(key);
        await grain.Start(interleave: false);
        for (var tick = 1; tick <= 3; tick++)
        {
            silo.Time.Advance(Period);
            await silo.Gates.WaitAsync($"{key} tick {tick}");
            await grain.Hold("open");
        }

        await grain.Stop();
        silo.Time.Advance(Period);
        await grain.Hold("open");
        Assert.Equal(3, silo.Gates.Count($"{key} tick"));
    }

    [Fact]
    public async Task Timer_ThatDoesNotInterleave_WaitsForTheRunningCall()
    {
        var key = SiloFixture.NewKey();
        var grain = silo.Grains.GetGrain<ITimed>(key);
        await grain.Start(interleave: false);
        var hold = grain.Hold($"{key} hold");
        await silo.Gates.WaitAsync($"{key} hold runs");
        silo.Time.Advance(Period);
        Assert.Equal(0, silo.Gates.Count($"{key} tick"));
        silo.Gates.Open($"{key} hold");
        await hold;
        await silo.Gates.WaitAsync($"{key} tick 1");
        await grain.Stop();
    }

    [Fact]
    public async Task Timer_ThatInterleaves_TicksBesideTheRunningCall()
    {
        var key = SiloFixture.NewKey();
        var grain = silo.Grains.GetGrain<ITimed>(key);
        await grain.Start(interleave: true);
        var hold = grain.Hold($"{key} hold");
        await silo.Gates.WaitAsync($"{key} hold runs");
        silo.Time.Advance(Period);
        await silo.Gates.WaitAsync($"{key} tick 1");
        silo.Gates.Open($"{key} hold");
        await hold;
        await grain.Stop();
    }

    public sealed class TimedGrain(Gates gates) : Grain, ITimed
    {
        private IGrainTimer? _timer;

        public Task Start(bool interleave)
        {
            gates.Open("open");
            _timer = this.RegisterGrainTimer(
                _ =>
                {
                    gates.Tick($"{this.GetPrimaryKeyString()} tick");
                    return Task.CompletedTask;
                },
                new GrainTimerCreationOptions(Period, Period) { Interleave = interleave });
            return Task.CompletedTask;
        }

        public Task Stop()
        {
            _timer!.Dispose();
            return Task.CompletedTask;
        }

        public async Task Hold(string name)
        {
            gates.Open($"{name} runs");
            await gates.WaitAsync(name);
        }
    }
}
