using Triad.Core.Usage;
using Triad.Grains.Abstractions.Usage;

namespace Triad.Grains.Usage.Ledgers;

/// <summary>Makes pages of what a ledger was asked for: pure.</summary>
internal static class UsageAnswer
{
    public static UsagePage PageOf(UsageQuery query, IEnumerable<(UsageHour Hour, UsageSeries Series, UsageSum Sum)> sums)
    {
        var spans = new Dictionary<(DateTimeOffset Start, UsageSeries Series), UsageSum>();
        foreach (var (hour, series, sum) in sums.Where(entry => IsAsked(query, entry.Series)))
        {
            var key = (query.Step.StartOf(hour.Start), Reduce(series, query.By));
            spans[key] = spans.GetValueOrDefault(key) + sum;
        }

        var rows = spans.OrderBy(pair => pair.Key.Start).ThenBy(pair => pair.Key.Series).AsEnumerable();
        if (query.After is { } after)
            rows = rows.Where(pair => IsBehind(pair.Key, after));
        var page = rows.Take(query.Limit + 1).ToList();
        return new UsagePage([.. page.Take(query.Limit).Select(pair => ToAmount(query.Step, pair.Key.Start, pair.Key.Series, pair.Value))], page.Count > query.Limit);
    }

    private static bool IsAsked(UsageQuery query, UsageSeries series) =>
        (query.Kinds.IsEmpty || query.Kinds.Contains(series.Kind.Name))
        && (query.Modalities.IsEmpty || query.Modalities.Contains(series.Labels.Modality))
        && (query.Packages.IsEmpty || query.Packages.Contains(series.Labels.Package));

    private static UsageSeries Reduce(UsageSeries series, UsageDimensions by) => series with
    {
        Labels = new UsageLabels(
            by.HasFlag(UsageDimensions.Modality) ? series.Labels.Modality : string.Empty,
            by.HasFlag(UsageDimensions.Package) ? series.Labels.Package : string.Empty,
            by.HasFlag(UsageDimensions.Source) ? series.Labels.Source : string.Empty),
    };

    // A kind that this version does not know cannot have been on the page before.
    private static bool IsBehind((DateTimeOffset Start, UsageSeries Series) row, UsagePlace after)
    {
        if (row.Start != after.Start)
            return row.Start > after.Start;
        var kind = string.CompareOrdinal(row.Series.Kind.Name, after.Kind);
        return kind != 0 ? kind > 0 : row.Series.Labels.CompareTo(new UsageLabels(after.Modality, after.Package, after.Source)) > 0;
    }

    private static UsageAmount ToAmount(UsageStep step, DateTimeOffset start, UsageSeries series, UsageSum sum) => new(
        new UsagePlace(start, series.Kind.Name, series.Labels.Modality, series.Labels.Package, series.Labels.Source),
        step.EndOf(start),
        sum.Amount,
        sum.Events);
}
