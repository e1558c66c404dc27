namespace Triad.Client;

/// <summary>One thing to look like, or to look away from.</summary>
public abstract record QueryPart
{
    private protected QueryPart()
    {
    }

    /// <summary>How much it counts: not 0, -100 to 100; negative leads away from it.</summary>
    public double Weight { get; init; } = 1;

    internal V1.Part ToWire()
    {
        var part = new V1.Part { Weight = Weight };
        Fill(part);
        return part;
    }

    private protected abstract void Fill(V1.Part part);
}
