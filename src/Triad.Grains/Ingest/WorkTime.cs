namespace Triad.Grains.Ingest;

/// <summary>What a video takes a host, from its lease to its completion: a mean in which a new one weighs a sixteenth.</summary>
internal sealed class WorkTime
{
    private const double Weight = 1.0 / 16;

    // Until the first one is done; a minute of footage takes about so long.
    private static readonly TimeSpan Guess = TimeSpan.FromSeconds(30);

    private TimeSpan? _mean;

    /// <summary>The mean.</summary>
    public TimeSpan Mean => _mean ?? Guess;

    /// <summary>Notes what a video took.</summary>
    public void Note(TimeSpan taken) => _mean = _mean is { } mean ? mean + ((taken - mean) * Weight) : taken;
}
