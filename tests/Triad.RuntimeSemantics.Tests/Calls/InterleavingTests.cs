using Orleans.Concurrency;
using Orleans.Serialization.Invocation;

namespace Triad.RuntimeSemantics.Tests.Calls;

[Collection(SiloCollection.Name)]
public sealed class InterleavingTests(SiloFixture silo)
{
    public interface IHolder : IGrainWithStringKey
    {
        /// <summary>Says that it runs, then waits for the gate of its name.</summary>
        Task Hold(string name);

        [AlwaysInterleave]
        Task HoldInterleaved(string name);

        [ReadOnly]
        Task HoldReadOnly(string name);
    }

    public interface IPlainHolder : IHolder;

    public interface IReentrantHolder : IHolder;

    public interface IPredicateHolder : IHolder;

    [Fact]
    public async Task Call_WhileAnotherRuns_Waits()
    {
        var key = SiloFixture.NewKey();
        var grain = silo.Grains.GetGrain<IPlainHolder>(key);
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

    [Fact]
    public async Task ReentrantGrain_WhileACallRuns_RunsAnother()
    {
        var key = SiloFixture.NewKey();
        var grain = silo.Grains.GetGrain<IReentrantHolder>(key);
        var calls = new[] { grain.Hold($"{key} 1"), grain.Hold($"{key} 2") };
        await silo.Gates.WaitAsync($"{key} 1 runs");
        await silo.Gates.WaitAsync($"{key} 2 runs");
        silo.Gates.Open($"{key} 1");
        silo.Gates.Open($"{key} 2");
        await Task.WhenAll(calls);
    }

    [Fact]
    public async Task ReadOnlyCalls_RunTogether_AndAWriteWaits()
    {
        var key = SiloFixture.NewKey();
        var grain = silo.Grains.GetGrain<IPlainHolder>(key);
        var first = grain.HoldReadOnly($"{key} 1");
        await silo.Gates.WaitAsync($"{key} 1 runs");
        var write = grain.Hold($"{key} 2");
        var second = grain.HoldReadOnly($"{key} 3");
        await silo.Gates.WaitAsync($"{key} 3 runs");
        Assert.False(silo.Gates.IsOpen($"{key} 2 runs"));

        silo.Gates.Open($"{key} 3");
        await second;
        Assert.False(silo.Gates.IsOpen($"{key} 2 runs"));
        silo.Gates.Open($"{key} 1");
        await first;
        silo.Gates.Open($"{key} 2");
        await write;
    }

    [Fact]
    public async Task MayInterleave_PredicateSaysYes_RunsBesideTheOther()
    {
        var key = SiloFixture.NewKey();
        var grain = silo.Grains.GetGrain<IPredicateHolder>(key);
        var first = grain.Hold($"{key} 1");
        await silo.Gates.WaitAsync($"{key} 1 runs");
        var refused = grain.Hold($"{key} 2");
        var allowed = grain.Hold($"{key} 3 may interleave");
        await silo.Gates.WaitAsync($"{key} 3 may interleave runs");
        Assert.False(silo.Gates.IsOpen($"{key} 2 runs"));

        silo.Gates.Open($"{key} 3 may interleave");
        await allowed;
        silo.Gates.Open($"{key} 1");
        silo.Gates.Open($"{key} 2");
        await Task.WhenAll(first, refused);
    }

    public abstract class Holder(Gates gates) : Grain
    {
        public Task Hold(string name) => HoldAsync(name);

        public Task HoldInterleaved(string name) => HoldAsync(name);

        public Task HoldReadOnly(string name) => HoldAsync(name);

        private async Task HoldAsync(string name)
        {
            gates.Open($"{name} runs");
            await gates.WaitAsync(name);
        }
    }

    public sealed class PlainHolderGrain(Gates gates) : Holder(gates), IPlainHolder;

    [Reentrant]
    public sealed class ReentrantHolderGrain(Gates gates) : Holder(gates), IReentrantHolder;

    [MayInterleave(nameof(MayInterleave))]
    public sealed class PredicateHolderGrain(Gates gates) : Holder(gates), IPredicateHolder
    {
        public static bool MayInterleave(IInvokable request) => request.GetArgument(0) is string name && name.EndsWith("may interleave");
    }
}
