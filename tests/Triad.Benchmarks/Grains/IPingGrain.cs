namespace Triad.Benchmarks.Grains;

/// <summary>A grain that does nothing.</summary>
[Alias("triad.bench.IPingGrain")]
public interface IPingGrain : IGrainWithIntegerKey
{
    /// <summary>Answers.</summary>
    [Alias("Ping")]
    Task PingAsync(CancellationToken cancellationToken);
}
