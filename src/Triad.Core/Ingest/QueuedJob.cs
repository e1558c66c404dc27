using System.Globalization;
using Triad.Core.Identity;
using Triad.Core.Rows;

namespace Triad.Core.Ingest;

/// <summary>A job of the ingest queue as it is stored.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Video">The video.</param>
/// <param name="Number">The order of arrival in its partition.</param>
/// <param name="Priority">The order among the tenant's jobs.</param>
public sealed record QueuedJob(TenantId Tenant, VideoId Video, long Number, IngestPriority Priority)
{
    /// <summary>The owner of the rows of one partition.</summary>
    public static string OwnerOf(int partition) => FormattableString.Invariant($"ingest-queue/{partition}");

    /// <summary>The key of a video's job.</summary>
    public static string KeyOf(TenantId tenant, VideoId video) => $"{tenant}/{video}";

    /// <summary>The job as a row: <c>tenant/video</c> and <c>number priority</c>. The form is stored for ever.</summary>
    public Row ToRow() => new(KeyOf(Tenant, Video), FormattableString.Invariant($"{Number} {Priority}"));

    /// <summary>Reads a row that <see cref="ToRow"/> made.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static QueuedJob From(Row row)
    {
        var slash = row.Key.IndexOf('/', StringComparison.Ordinal);
        var space = row.Value.IndexOf(' ', StringComparison.Ordinal);
        if (slash < 0
            || space < 0
            || !long.TryParse(row.Value.AsSpan(0, space), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || !Enum.TryParse<IngestPriority>(row.Value.AsSpan(space + 1), out var priority))
            throw new FormatException($"'{row.Key}' with '{row.Value}' is no job of the ingest queue.");
        return new QueuedJob(TenantId.From(row.Key[..slash]), VideoId.From(row.Key[(slash + 1)..]), number, priority);
    }
}
