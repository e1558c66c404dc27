namespace Triad.Gateway.Audit;

/// <summary>Lets so many calls without a valid key into the log each second, and counts the rest: who has no key shall not fill a disk.</summary>
internal sealed class RefusalCount(int perSecond)
{
    private readonly Lock _lock = new();
    private long _second;
    private int _taken;
    private long _counted;

    /// <summary>True where the call gets a record of its own.</summary>
    public bool Take(DateTimeOffset now)
    {
        lock (_lock)
        {
            if (now.ToUnixTimeSeconds() != _second)
                (_second, _taken) = (now.ToUnixTimeSeconds(), 0);
            if (_taken++ < perSecond)
                return true;
            _counted++;
            return false;
        }
    }

    /// <summary>How many got none since it was asked last.</summary>
    public long TakeCounted()
    {
        lock (_lock)
            return (_counted, _counted = 0).Item1;
    }
}
