using Triad.Core.Usage;

namespace Triad.Grains.Usage.Stored;

/// <summary>Bytes times time, over some hours that follow each other: exact, in any order.</summary>
internal sealed class StoredSum(UsageHour first, int hours)
{
    // A byte for an hour is 36,000,000,000 byte ticks; a millionth of it, the least that is billed, 36,000.
    private const long Millionth = TimeSpan.TicksPerHour / 1_000_000;

    private readonly Int128[] _byteTicks = new Int128[hours];

    /// <summary>Adds what was stored from one instant to another; or takes it away again.</summary>
    public void Add(long bytes, DateTimeOffset from, DateTimeOffset to)
    {
        for (var i = 0; i < _byteTicks.Length; i++)
        {
            var hour = new UsageHour(first.Number + i);
            var begin = from > hour.Start ? from : hour.Start;
            var end = to < hour.End ? to : hour.End;
            if (end > begin)
                _byteTicks[i] += (Int128)bytes * (end - begin).Ticks;
        }
    }

    /// <summary>The byte hours of each hour that has any.</summary>
    public IEnumerable<(UsageHour Hour, decimal Amount)> Amounts() => _byteTicks
        .Select((sum, i) => (new UsageHour(first.Number + i), (decimal)(sum / Millionth) / 1_000_000m))
        .Where(entry => entry.Item2 > 0);
}
