namespace Triad.RuntimeSemantics.Tests.Calls;

[Collection(SiloCollection.Name)]
public sealed class CancellationTests(SiloFixture silo)
{
    public interface ICancellable : IGrainWithStringKey
    {
        Task WaitUntilCancelled(string name, CancellationToken cancellationToken);

        Task<bool> CanBeCancelled(CancellationToken cancellationToken);
    }

    [Fact]
    public async Task Cancel_WhileTheGrainWorks_ReachesTheGrainAndTheCaller()
    {
        var key = SiloFixture.NewKey();
        using var source = new CancellationTokenSource();
        var call = silo.Grains.GetGrain<ICancellable>(key).WaitUntilCancelled(key, source.Token);
        await silo.Gates.WaitAsync($"{key} runs");

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await silo.Gates.WaitAsync($"{key} cancelled");
    }

    [Fact]
    public async Task Call_WithACancelledToken_IsNotSent()
    {
        var key = SiloFixture.NewKey();
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        var grain = silo.Grains.GetGrain<ICancellable>(key);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await grain.WaitUntilCancelled(key, source.Token));
        Assert.True(await grain.CanBeCancelled(CancellationToken.None) || !silo.Gates.IsOpen($"{key} runs"));
        Assert.False(silo.Gates.IsOpen($"{key} runs"));
    }

    public sealed class CancellableGrain(Gates gates) : Grain, ICancellable
    {
        public async Task WaitUntilCancelled(string name, CancellationToken cancellationToken)
        {
            gates.Open($"{name} runs");
            try
            {
                await gates.WaitAsync($"{name} never").WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                gates.Open($"{name} cancelled");
                throw;
            }
        }

        public Task<bool> CanBeCancelled(CancellationToken cancellationToken) => Task.FromResult(cancellationToken.CanBeCanceled);
    }
}
