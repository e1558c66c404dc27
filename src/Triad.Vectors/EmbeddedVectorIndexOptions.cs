using Triad.Core.Identity;

namespace Triad.Vectors;

/// <summary>Settings of the embedded vector index.</summary>
public sealed class EmbeddedVectorIndexOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Triad:Vectors";

    /// <summary>The folder that holds one folder per tenant and in it one database file per shard.</summary>
    public string Folder { get; set; } = "data/vectors";

    /// <summary>Bytes of rows kept in memory over all shards; the least recently used shards are let go beyond it. Default 4 GiB.</summary>
    public long MaxResidentBytes { get; set; } = 4L << 30;

    /// <summary>
    /// A shard that nobody has searched or written for so long leaves memory; what comes next loads it again. Not below
    /// <see cref="ReplacedRetention"/>: a shard that is loaded again has no replaced versions for pages that were begun. Default 10
    /// minutes.
    /// </summary>
    public TimeSpan IdleAfter { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How large one shard's database file may grow, in bytes; null for no limit but the disk's.</summary>
    public long? MaxShardFileBytes { get; set; }

    /// <summary>Threads that scan at the same time over all searches. Default: one a processor.</summary>
    public int ScanThreads { get; set; } = Environment.ProcessorCount;

    /// <summary>Searches that may wait for a scan thread; further ones are refused with QueueFull.</summary>
    public int MaxQueuedSearches { get; set; } = 8192;

    /// <summary>Writes that may wait for one shard; further ones are refused with QueueFull.</summary>
    public int MaxQueuedWrites { get; set; } = 256;

    /// <summary>Callers that may wait for a sequence number of one shard; further ones are refused with QueueFull.</summary>
    public int MaxWaiters { get; set; } = 1024;

    /// <summary>A scan of more bytes than this is shared between threads. Default 8 MiB.</summary>
    public long ParallelScanBytes { get; set; } = 8L << 20;

    /// <summary>
    /// True to keep each row as bytes too, a quarter of its floats more, and to scan those first: rows that can be among the best are
    /// then compared exactly, and the answers are the same to the last bit. Default false.
    /// </summary>
    public bool Int8FirstPass { get; set; }

    /// <summary>
    /// From how many rows of one representation on it has a graph (HNSW), by which first pages are found: not exactly, but with a recall
    /// of at least 0.99 of the best ten, in a time that hardly grows. Null: never, all are scanned. A tenant may have its own: <see
    /// cref="Tenants"/>.
    /// </summary>
    public int? GraphFromRows { get; set; }

    /// <summary>Settings of single tenants, by their ids, in place of those for all.</summary>
    public Dictionary<string, TenantVectorOptions> Tenants { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Threads that build a graph. Default: half of the processors.</summary>
    public int GraphThreads { get; set; } = Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>
    /// How long a replaced version of a point stays searchable for pages that were begun before: the life of a page token.
    /// </summary>
    public TimeSpan ReplacedRetention { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a write waits for a database that another process holds, before it fails with Unavailable.</summary>
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>True to ask graphs also where a scan is cheaper: for tests, and to measure where that begins.</summary>
    internal bool AlwaysAsksGraphs { get; set; }

    /// <summary>From how many rows on a tenant's representations have graphs; null for never.</summary>
    internal int? GraphFromRowsOf(TenantId tenant) =>
        Tenants.TryGetValue(tenant.Value, out var own) && own.GraphFromRows is { } fromRows
            ? fromRows is TenantVectorOptions.Never ? null : fromRows
            : GraphFromRows;
}
