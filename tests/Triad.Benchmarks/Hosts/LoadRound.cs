namespace Triad.Benchmarks.Hosts;

/// <summary>What a round of a load came to.</summary>
/// <param name="PerSecond">Calls a second.</param>
/// <param name="P50">Milliseconds that half of the calls stayed below.</param>
/// <param name="P99">Milliseconds that 99 of 100 calls stayed below.</param>
internal sealed record LoadRound(double PerSecond, double P50, double P99);
