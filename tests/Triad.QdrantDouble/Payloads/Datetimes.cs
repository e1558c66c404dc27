using System.Globalization;

namespace Triad.Doubles.Payloads;

/// <summary>Date and time as payloads write them, to the microsecond; what has no zone is UTC.</summary>
internal static class Datetimes
{
    private const int ShortestDate = 10;

    public static long? Microseconds(string text)
    {
        var looksRight = text.Length >= ShortestDate && char.IsAsciiDigit(text[0]) && text[4] == '-' && text[7] == '-';
        return looksRight && DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var moment)
            ? Microseconds(moment)
            : null;
    }

    public static long Microseconds(DateTimeOffset moment) => (moment - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
