using System.Globalization;
using Triad.Client;

namespace Triad.Cli.Output;

/// <summary>How the tool lays out tables and the values in them.</summary>
internal static class Tables
{
    public static TextTable Of(params TableColumn[] columns) => new(columns);

    /// <summary>A column that a narrow terminal goes without.</summary>
    public static TableColumn Spare(string name) => new(name, IsSpare: true);

    public static string Time(DateTimeOffset? time) =>
        time?.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? string.Empty;

    public static string Number(double value, int digits) => value.ToString($"F{digits}", CultureInfo.InvariantCulture);

    public static string Span(MediaSpan span) => $"{Clock(span.Start)}-{Clock(span.End)}";

    public static string Clock(TimeSpan time) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(int)time.TotalMinutes}:{time.TotalSeconds % 60:00.0}");

    public static string Bytes(long bytes) => bytes switch
    {
        < 1024 => $"{bytes} B",
        < 1024 * 1024 => $"{Number(bytes / 1024.0, 1)} KiB",
        < 1024L * 1024 * 1024 => $"{Number(bytes / 1024.0 / 1024, 1)} MiB",
        _ => $"{Number(bytes / 1024.0 / 1024 / 1024, 2)} GiB",
    };
}
