using System.Text.Json;
using Triad.Core.Catalogs;
using Triad.Core.Identity;
using Triad.Core.Ingest;

namespace Triad.Core.Rows;

/// <summary>
/// Reads what builds before rows kept: one state for all jobs of a partition of the queue, and one for all videos of a bucket of a
/// catalog. The states are JSON in an envelope: <c>{"format":1,"type":"CatalogState","state":{"entries":[...]}}</c>.
/// </summary>
public static class EarlierStates
{
    /// <summary>The state name of a partition of the queue.</summary>
    public const string Queue = "ingest-queue";

    /// <summary>The state name of a bucket of a catalog.</summary>
    public const string Catalog = "catalog";

    /// <summary>The jobs of a partition.</summary>
    /// <exception cref="FormatException">The bytes are no such state.</exception>
    public static IReadOnlyList<QueuedJob> ReadJobs(ReadOnlyMemory<byte> state) => Read(state, "jobs", job => new QueuedJob(
        TenantId.From(job.GetProperty("tenantId").GetString()!),
        VideoId.From(job.GetProperty("videoId").GetString()!),
        job.GetProperty("number").GetInt64(),
        IngestPriority.Normal));

    /// <summary>The videos of a bucket.</summary>
    /// <exception cref="FormatException">The bytes are no such state.</exception>
    public static IReadOnlyList<CatalogRow> ReadEntries(ReadOnlyMemory<byte> state) => Read(state, "entries", entry => new CatalogRow(
        VideoId.From(entry.GetProperty("videoId").GetString()!),
        entry.GetProperty("createdAt").GetDateTimeOffset(),
        entry.GetProperty("bytes").GetInt64()));

    private static IReadOnlyList<T> Read<T>(ReadOnlyMemory<byte> bytes, string list, Func<JsonElement, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            if (document.RootElement.GetProperty("format").GetInt32() != 1)
                throw new FormatException("Its format is not 1.");
            return document.RootElement.GetProperty("state").TryGetProperty(list, out var items)
                ? [.. items.EnumerateArray().Select(read)]
                : [];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            throw new FormatException(exception.Message, exception);
        }
    }
}
