using Orleans.Concurrency;

namespace Triad.RuntimeSemantics.Tests;

/// <summary>A video's reads rest on this: while one call waits for its write, calls that may interleave are answered, others wait.</summary>
[Collection(SiloCollection.Name)]
public sealed class InterleavingTests(SiloFixture silo)
{
    public interface IHolder : IGrainWithStringKey
    {
        /// <summary>Says that it runs, then waits for the gate of its name.</summary>
        Task Hold(string name);

        [AlwaysInterleave]
        Task HoldInterleaved(string name);
    }

    [Fact]
    public async Task Call_WhileAnotherWrites_WaitsUnlessItMayInterleave()
    {
        var key = SiloFixture.NewKey();
        var grain = silo.Grains.GetGrain<IHolder>(key);
        var first = grain.Hold($"{key} 1");
        await silo.Gates.WaitAsync($"{key} 1 runs");

        var second = grain.Hold($"{key} 2");
        var interleaved = grain.HoldInterleaved($"{key} 3");
        await silo.Gates.WaitAsync($"{key} 3 runs");
        Assert.False(silo.Gates.IsOpen($"{key} 2 runs"));

        silo.Gates.Open($"{key} 1");
        await first;
        await silo.Gates.WaitAsync($"{key} 2 runs");
        Assert.False(interleaved.IsCompleted);
        silo.Gates.Open($"{key} 2");
        silo.Gates.Open($"{key} 3");
        await Task.WhenAll(second, interleaved);
    }

    public sealed class HolderGrain(Gates gates) : Grain, IHolder
    {
        public Task Hold(string name) => HoldAsync(name);

        public Task HoldInterleaved(string name) => HoldAsync(name);

        private async Task HoldAsync(string name)
        {
            gates.Open($"{name} runs");
            await gates.WaitAsync(name);
        }
    }
}
