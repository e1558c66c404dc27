namespace Triad.Gateway.Quotas;

/// <summary>
/// Lets queries of a tenant through at a rate, and never more than that in any second: each goes through a place that is free again some time after. As many
/// may come at once as there are places. A new rate keeps the places of the latest queries taken, so that nothing is gained by it.
/// </summary>
internal sealed class QueryWindow(TimeProvider time)
{
    // What a second brings of a few may come at once, of some the half, of many a quarter: over ten seconds that is a twentieth more at most.
    private const double Few = 10;
    private const double Some = 40;
    private const int MaxPlaces = 4096;

    // When each place was taken, in the order of the ring that begins at _next; the oldest is the next one to be free.
    private long[] _taken = [];
    private int _next;
    private double _rate;
    private long _period;

    /// <summary>Takes a place. Not for several threads at once.</summary>
    /// <returns>Zero where there was one; else how long until there is, <see cref="Timeout.InfiniteTimeSpan"/> for never.</returns>
    public TimeSpan Take()
    {
        if (_taken.Length == 0)
            return Timeout.InfiniteTimeSpan;
        var now = time.GetTimestamp();
        var free = _taken[_next] + _period;
        if (now < free)
            return LongerThanNothing(time.GetElapsedTime(now, free));
        _taken[_next] = now;
        _next = (_next + 1) % _taken.Length;
        return TimeSpan.Zero;
    }

    /// <summary>Places that are free now.</summary>
    public int Free()
    {
        var latest = time.GetTimestamp() - _period;
        var free = 0;
        while (free < _taken.Length && _taken[(_next + free) % _taken.Length] <= latest)
            free++;
        return free;
    }

    /// <summary>Goes on with another rate.</summary>
    /// <param name="rate">Queries a second.</param>
    /// <param name="mayBurst">True where places that nobody has taken are free; else they become free one by one.</param>
    /// <param name="isFresh">True where nothing was let through for some time; others may have let queries through instead.</param>
    public void Set(double rate, bool mayBurst, bool isFresh)
    {
        if (rate == _rate && _taken.Length > 0 && (mayBurst || !isFresh))
            return;
        var count = rate > 0 ? AtOnceOf(rate) : 0;
        var period = count == 0 ? 0 : (long)(count / rate * time.TimestampFrequency);
        var now = time.GetTimestamp();
        var taken = new long[count];
        for (var place = 0; place < count; place++)
        {
            // From the newest to the oldest.
            var known = place < _taken.Length ? _taken[(_next + _taken.Length - 1 - place) % _taken.Length] : (long?)null;
            var oneByOne = mayBurst ? now - period : now - (period * place / count);
            taken[place] = known is { } at && !(isFresh && !mayBurst) ? at : Math.Max(known ?? long.MinValue, oneByOne);
        }

        Array.Sort(taken);
        (_taken, _next, _rate, _period) = (taken, 0, rate, period);
    }

    private static int AtOnceOf(double rate) => (int)Math.Clamp(
        rate switch
        {
            <= Few => rate,
            <= Some => Math.Min(Few, rate / 2),
            _ => rate / 4,
        },
        1,
        MaxPlaces);

    // Zero says that there was a place.
    private static TimeSpan LongerThanNothing(TimeSpan wait) => wait > TimeSpan.FromMilliseconds(1) ? wait : TimeSpan.FromMilliseconds(1);
}
