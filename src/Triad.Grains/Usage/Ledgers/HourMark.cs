namespace Triad.Grains.Usage.Ledgers;

/// <summary>What the index of a ledger says of an hour.</summary>
/// <param name="IsOpen">True before its roll-up is written, and again while something is added later.</param>
/// <param name="First">The lowest number of its entries, once it is sealed.</param>
/// <param name="Last">The highest.</param>
internal readonly record struct HourMark(bool IsOpen, long First, long Last)
{
    public static HourMark Open { get; } = new(true, 0, 0);
}
