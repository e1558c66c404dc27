using System.Collections.Immutable;
using System.Globalization;
using Triad.Core.Usage;
using Triad.Grains.Abstractions.Usage;

namespace Triad.Grains.Usage.Ledgers;

/// <summary>Holds the events of a ledger against its roll-ups: both were read anew.</summary>
internal sealed class LedgerCheck
{
    private readonly HashSet<long> _numbers = [];
    private readonly ImmutableArray<UsageDifference>.Builder _differences = ImmutableArray.CreateBuilder<UsageDifference>();
    private long _events;
    private int _hours;

    public UsageCheck Outcome => new(_events, _hours, _differences.ToImmutable());

    /// <summary>No number may come twice, or an export would leave one of the two out.</summary>
    public void Look(LedgerHour hour)
    {
        _hours++;
        _events += hour.Entries.Count;
        foreach (var entry in hour.Entries.Where(entry => !_numbers.Add(entry.Number)))
            _differences.Add(new UsageDifference($"number {entry.Number} of event {entry.Event.Id}", "once", "twice"));
    }

    public void Compare(LedgerHour hour, LedgerMonth month)
    {
        var rolledUp = month.Hours.GetValueOrDefault(hour.Hour) ?? [];
        foreach (var series in hour.Totals.Sums.Keys.Union(rolledUp.Keys).Order())
        {
            var (events, told) = (hour.Totals.Sums.GetValueOrDefault(series), rolledUp.GetValueOrDefault(series));
            if (events != told)
                _differences.Add(new UsageDifference($"roll-up of {hour.Hour}, {Name(series)}", Text(events), Text(told)));
        }
    }

    private static string Name(UsageSeries series)
    {
        string[] parts = [series.Kind.Name, series.Labels.Source, series.Labels.Modality, series.Labels.Package];
        return string.Join(' ', parts.Where(part => part.Length > 0));
    }

    private static string Text(UsageSum sum) => string.Create(CultureInfo.InvariantCulture, $"{sum.Amount} in {sum.Events} events");
}
