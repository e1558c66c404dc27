using System.Globalization;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Rows;
using Triad.Core.Usage;
using Triad.Grains.Abstractions.Usage;

namespace Triad.Grains.Usage.Ledgers;

/// <summary>How a ledger is written in rows. Rows are kept for years: what is written here is never changed, only added to.</summary>
internal static class LedgerRows
{
    public const string Hour = "hour/";
    public const string Month = "month/";
    public const string Position = "position/";
    public const string Gone = "gone/";
    public const string Through = "stored";
    public const string Last = "last";
    private const string Open = "open";
    private const string Nothing = "-";

    public static string IndexOf(TenantId tenant) => $"usage-index/{tenant}";

    public static string OwnerOf(TenantId tenant, UsageHour hour) => $"usage-hour/{tenant}/{hour}";

    public static string OwnerOf(TenantId tenant, string month) => $"usage-month/{tenant}/{month}";

    public static Row OfHour(UsageHour hour, HourMark mark) => new(
        Hour + hour, mark.IsOpen ? Open : string.Create(CultureInfo.InvariantCulture, $"sealed {mark.First} {mark.Last}"));

    public static HourMark ReadHour(string value) => value == Open
        ? HourMark.Open
        : value.Split(' ') is ["sealed", var first, var last] ? new HourMark(false, Number(first), Number(last)) : throw Damaged(value);

    public static Row OfGone(GoneVideo video) => new(
        KeyOf(video), string.Create(CultureInfo.InvariantCulture, $"{video.CreatedAt.UtcTicks} {video.DeletedAt.UtcTicks} {video.Bytes}"));

    public static string KeyOf(GoneVideo video) => $"{Gone}{video.Item:d}";

    public static GoneVideo ReadGone(Row row) => row.Value.Split(' ') is [var created, var deleted, var bytes]
        ? new GoneVideo(Guid.ParseExact(row.Key[Gone.Length..], "d"), Instant(Number(created)), Instant(Number(deleted)), Number(bytes))
        : throw Damaged(row.Value);

    public static Row OfEntry(LedgerEntry entry) => new(
        entry.Event.Id.ToString(),
        string.Create(
            CultureInfo.InvariantCulture,
            $"{entry.Number} {entry.Event.Kind.Name} {entry.Event.Amount} {entry.Event.Time.UtcTicks} {Text(entry.Event.Labels, ' ')}"));

    public static LedgerEntry ReadEntry(TenantId tenant, Row row) =>
        row.Value.Split(' ') is [var number, var kind, var amount, var time, var source, var modality, var package]
            ? new LedgerEntry(
                Number(number),
                new UsageEvent(UsageEventId.Parse(row.Key), tenant, KindOf(kind), Amount(amount), Instant(Number(time)), Labels(source, modality, package)))
            : throw Damaged(row.Value);

    public static Row OfRollUp(UsageHour hour, UsageSeries series, UsageSum sum) => new(
        $"{hour}/{series.Kind.Name}/{Text(series.Labels, '/')}", string.Create(CultureInfo.InvariantCulture, $"{sum.Amount} {sum.Events}"));

    public static (UsageHour Hour, UsageSeries Series, UsageSum Sum) ReadRollUp(Row row) =>
        (row.Key.Split('/'), row.Value.Split(' ')) is ([var hour, var kind, var source, var modality, var package], [var amount, var events])
            ? (UsageHour.Parse(hour), new UsageSeries(KindOf(kind), Labels(source, modality, package)), new UsageSum(Amount(amount), Number(events)))
            : throw Damaged(row.Key);

    public static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    public static long Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Damaged(text);

    public static DateTimeOffset Instant(long ticks) => new(ticks, TimeSpan.Zero);

    private static decimal Amount(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) ? amount : throw Damaged(text);

    private static string Text(UsageLabels labels, char between) =>
        $"{OrNothing(labels.Source)}{between}{OrNothing(labels.Modality)}{between}{OrNothing(labels.Package)}";

    private static UsageLabels Labels(string source, string modality, string package) => new(OrEmpty(modality), OrEmpty(package), OrEmpty(source));

    private static string OrNothing(string text) => text.Length == 0 ? Nothing : text;

    private static string OrEmpty(string text) => text == Nothing ? string.Empty : text;

    private static UsageKind KindOf(string name) => UsageKinds.Find(name) ?? throw Damaged(name);

    private static StorageException Damaged(string text) => new(new Error(
        ErrorReason.Internal,
        $"A row of a usage ledger cannot be read: '{text}'.",
        Remedy: "Use the newest build of the platform; where it cannot either, restore the rows from a backup."));
}
