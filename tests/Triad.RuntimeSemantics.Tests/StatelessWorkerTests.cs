using Orleans.Concurrency;

namespace Triad.RuntimeSemantics.Tests;

/// <summary>Searches rest on this: a stateless worker runs as many calls at a time as it has workers, and no more.</summary>
[Collection(SiloCollection.Name)]
public sealed class StatelessWorkerTests(SiloFixture silo)
{
    public interface IWorkers : IGrainWithStringKey
    {
        Task<string> Work(string name);
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

    [StatelessWorker(2)]
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
