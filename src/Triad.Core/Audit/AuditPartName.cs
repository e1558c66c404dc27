using System.Globalization;

namespace Triad.Core.Audit;

/// <summary>The name of a part of a chain: "2026-11-30/20261130T091500Z-5f2c0b7e91d04a6b.000002.jsonl". Names of a chain are in the order of its records.</summary>
/// <param name="Day">The day, in UTC, of all records in it.</param>
/// <param name="Chain">The chain.</param>
/// <param name="Number">The how manieth part it is, from 0.</param>
public sealed record AuditPartName(DateOnly Day, string Chain, int Number)
{
    private const string DayForm = "yyyy-MM-dd";
    private const string Ending = ".jsonl";

    /// <summary>Reads a name; null where it is none.</summary>
    public static AuditPartName? Parse(string name)
    {
        if (!name.EndsWith(Ending, StringComparison.Ordinal) || name.Split('/') is not [var day, var file] || file[..^Ending.Length].Split('.') is not [var chain, var number])
            return null;
        return DateOnly.TryParseExact(day, DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && chain.Length > 0
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var part)
            && new AuditPartName(date, chain, part) is var parsed && parsed.ToString() == name
            ? parsed
            : null;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Day.ToString(DayForm, CultureInfo.InvariantCulture)}/{Chain}.{Number:000000}{Ending}");
}
