namespace Triad.Core.Fairness;

/// <summary>The place of work among that of others; see <see cref="FairClock"/>.</summary>
/// <param name="Share">Whose it is.</param>
/// <param name="Start">The virtual time at which it starts: the smallest goes first.</param>
/// <param name="Units">How much it is.</param>
/// <param name="Cost">What that was held to cost.</param>
public readonly record struct FairTurn(FairShare Share, double Start, int Units, double Cost);
