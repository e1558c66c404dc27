using System.Globalization;
using Triad.Core.Identity;
using Triad.Core.Rows;

namespace Triad.Grains.Quotas;

/// <summary>The room that an upload or a video takes.</summary>
/// <param name="Video">The video.</param>
/// <param name="Mark">Tells apart uploads of one video.</param>
/// <param name="IsSettled">True for a video, false for an upload on its way.</param>
/// <param name="Bytes">Of its file.</param>
/// <param name="Seconds">Of its media; 0 as long as nobody has looked.</param>
/// <param name="Until">When the room of an upload is given back by itself.</param>
internal sealed record SpaceEntry(VideoId Video, string Mark, bool IsSettled, long Bytes, double Seconds, DateTimeOffset Until)
{
    private const string Prefix = "space/";
    private const string Settled = "video";
    private const string Reserved = "upload";

    /// <summary>The key of its row.</summary>
    public static string KeyOf(VideoId video, string mark) => $"{Prefix}{video}/{mark}";

    /// <summary>True for a row that <see cref="ToRow"/> made.</summary>
    public static bool IsEntry(Row row) => row.Key.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The entry as a row: <c>space/video/mark</c> and <c>kind bytes seconds until</c>. The form is stored for ever.</summary>
    public Row ToRow() => new(
        KeyOf(Video, Mark),
        FormattableString.Invariant($"{(IsSettled ? Settled : Reserved)} {Bytes} {Seconds:R} {Until.ToUnixTimeMilliseconds()}"));

    /// <summary>Reads a row that <see cref="ToRow"/> made.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static SpaceEntry From(Row row)
    {
        var slash = row.Key.IndexOf('/', Prefix.Length);
        if (slash < 0 || row.Value.Split(' ') is not [Settled or Reserved, _, _, _] parts)
            throw new FormatException($"'{row.Key}' with '{row.Value}' is no entry of a tenant's space.");
        return new SpaceEntry(
            VideoId.From(row.Key[Prefix.Length..slash]),
            row.Key[(slash + 1)..],
            parts[0] == Settled,
            long.Parse(parts[1], CultureInfo.InvariantCulture),
            double.Parse(parts[2], CultureInfo.InvariantCulture),
            DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(parts[3], CultureInfo.InvariantCulture)));
    }
}
