namespace Triad.Benchmarks.Crash;

/// <summary>A moment to kill at.</summary>
/// <param name="Phase">What it is counted from: the launch, readiness, or the beginning of the load.</param>
/// <param name="Acknowledgements">Under load: how many come first, so that a slow machine gets as far as a quick one.</param>
/// <param name="After">How much later.</param>
internal sealed record KillMoment(KillPhase Phase, int Acknowledgements, TimeSpan After)
{
    private const double StartSeconds = 0.8;
    private const double RecoverySeconds = 0.3;
    private const double LoadSeconds = 0.4;
    private const int MostAcknowledgements = 8;

    /// <summary>The moment of a kill: the same for the same seed.</summary>
    public static KillMoment Of(int seed, int kill)
    {
        var random = new Random(unchecked((seed * 1_000_003) + kill));
        var (phase, longest) = random.NextDouble() switch
        {
            < 0.15 => (KillPhase.Starting, StartSeconds),
            < 0.35 => (KillPhase.Recovering, RecoverySeconds),
            _ => (KillPhase.Working, LoadSeconds),
        };
        var acknowledgements = phase == KillPhase.Working ? random.Next(MostAcknowledgements + 1) : 0;
        return new KillMoment(phase, acknowledgements, TimeSpan.FromSeconds(random.NextDouble() * longest));
    }
}
