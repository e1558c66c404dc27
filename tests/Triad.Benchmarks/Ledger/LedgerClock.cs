namespace Triad.Benchmarks.Ledger;

/// <summary>A clock on which hours pass in a third of a second, so that a run of minutes rolls hours up, opens them again and removes their events.</summary>
internal sealed class LedgerClock(long start) : TimeProvider
{
    private const long Speed = 10_000;

    public override DateTimeOffset GetUtcNow() => new(start + ((TimeProvider.System.GetUtcNow().Ticks - start) * Speed), TimeSpan.Zero);
}
