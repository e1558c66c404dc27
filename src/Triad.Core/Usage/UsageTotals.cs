namespace Triad.Core.Usage;

/// <summary>Sums of events by kind and labels. The same events in any order give the same sums.</summary>
public sealed class UsageTotals
{
    private readonly Dictionary<UsageSeries, UsageSum> _sums = [];

    /// <summary>The sums.</summary>
    public IReadOnlyDictionary<UsageSeries, UsageSum> Sums => _sums;

    /// <summary>Adds an event; telling repeats apart is the caller's affair.</summary>
    public void Add(UsageEvent added) => Add(new UsageSeries(added.Kind, added.Labels), new UsageSum(added.Amount, 1));

    /// <summary>Adds a sum.</summary>
    public void Add(UsageSeries series, UsageSum sum) => _sums[series] = _sums.GetValueOrDefault(series) + sum;
}
