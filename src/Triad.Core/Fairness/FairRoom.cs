namespace Triad.Core.Fairness;

/// <summary>
/// Who may still wait in a bounded room (dynamic thresholds, Choudhury and Hahne, 1998): a flow may hold as much as its weight's part of what is left
/// free, so that one flood fills half of the room and the other half stays open to whoever else comes.
/// </summary>
public static class FairRoom
{
    /// <summary>True where there is room.</summary>
    /// <param name="held">What the flow holds.</param>
    /// <param name="wanted">What it asks for.</param>
    /// <param name="taken">What all hold.</param>
    /// <param name="capacity">What the room holds.</param>
    /// <param name="weight">The flow's weight against the largest of those that are here: 1 where it is alone.</param>
    public static bool Has(int held, int wanted, int taken, int capacity, double weight) =>
        taken + wanted <= capacity && (held == 0 || held + wanted <= Math.Min(1, weight) * (capacity - taken));
}
