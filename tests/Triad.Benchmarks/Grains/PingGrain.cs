namespace Triad.Benchmarks.Grains;

/// <inheritdoc cref="IPingGrain"/>
internal sealed class PingGrain : Grain, IPingGrain
{
    public Task PingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
