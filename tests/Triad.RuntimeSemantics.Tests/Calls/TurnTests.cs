namespace Triad.RuntimeSemantics.Tests.Calls;

[Collection(SiloCollection.Name)]
public sealed class TurnTests(SiloFixture silo)
{
    public interface ITurns : IGrainWithIntegerKey
    {
        Task<bool> ReturnsToItsSchedulerAfterAwaiting();

        ValueTask Add();

        Task<int> Read();
    }

    public interface IWorkers : IGrainWithStringKey
    {
        Task<string> Work(string name);
    }

    [Fact]
    public async Task Await_InAGrain_ReturnsToItsTurn() =>
        Assert.True(await silo.Grains.GetGrain<ITurns>(1).ReturnsToItsSchedulerAfterAwaiting());

    [Fact]
    public async Task Calls_FromManyThreads_RunOneAtATime()
    {
        var grain = silo.Grains.GetGrain<ITurns>(2);
        await Parallel.ForEachAsync(Enumerable.Range(0, 2_000), async (_, _) => await grain.Add());
        Assert.Equal(2_000, await grain.Read());
    }

    [Fact]
    public async Task StatelessWorker_RunsAsManyCallsAsItHasWorkers()
    {
        var key = SiloFixture.NewKey();
        var workers = silo.Grains.GetGrain<IWorkers>(key);
        var calls = Enumerable.Range(1, 3).Select(n => workers.Work($"{key} {n}")).ToList();
        await silo.Gates.WaitAsync($"{key} running 2");
        Assert.Equal(2, silo.Gates.Count($"{key} running"));

        for (var n = 1; n <= 3; n++)
            silo.Gates.Open($"{key} {n}");
        Assert.Equal(2, (await Task.WhenAll(calls)).Distinct().Count());
    }

    public sealed class TurnsGrain : Grain, ITurns
    {
        private int _count;

        public async Task<bool> ReturnsToItsSchedulerAfterAwaiting()
        {
            var scheduler = TaskScheduler.Current;
            var context = GrainContext;
            await Task.Yield();
            await Task.Run(() => { });
            return scheduler != TaskScheduler.Default && TaskScheduler.Current == scheduler && GrainContext == context;
        }

        public async ValueTask Add()
        {
            var before = _count;
            await Task.Yield();
            _count = before + 1;
        }

        public Task<int> Read() => Task.FromResult(_count);
    }

    [Orleans.Concurrency.StatelessWorker(2)]
    public sealed class WorkersGrain(Gates gates) : Grain, IWorkers
    {
        private readonly string _id = Guid.NewGuid().ToString();

        public async Task<string> Work(string name)
        {
            gates.Tick($"{this.GetPrimaryKeyString()} running");
            await gates.WaitAsync(name);
            return _id;
        }
    }
}
