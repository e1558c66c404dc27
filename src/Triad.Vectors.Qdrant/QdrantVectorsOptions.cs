using Triad.Core.Tiers;

namespace Triad.Vectors.Qdrant;

/// <summary>Settings of the vector index on Qdrant.</summary>
public sealed class QdrantVectorsOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Triad:Qdrant";

    /// <summary>Where Qdrant serves gRPC.</summary>
    public Uri Endpoint { get; set; } = new("http://127.0.0.1:6334");

    /// <summary>The API key; null for none. It travels only over TLS, or to this machine itself.</summary>
    public string? ApiKey { get; set; }

    /// <summary>A file of PEM certificates that alone are trusted; null for those of the system.</summary>
    public string? CaFile { get; set; }

    /// <summary>Sends the API key without TLS to another machine too: for networks that encrypt by themselves.</summary>
    public bool AllowPlaintextKey { get; set; }

    /// <summary>Names of collections begin with this. Two platforms on one server need two of them.</summary>
    public string CollectionPrefix { get; set; } = "triad_";

    /// <summary>How long one read may take, a search's round or a lookup.</summary>
    public TimeSpan ReadTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long one write may take, until it is searchable.</summary>
    public TimeSpan WriteTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one change of collections, keys or indexes may take.</summary>
    public TimeSpan AdminTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often a call is tried again where the server did not answer.</summary>
    public int MaxRetries { get; set; } = 2;

    /// <summary>The pause before the first retry; it doubles, with jitter.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The share of failed calls that opens the circuit breaker.</summary>
    public double BreakerFailureRatio { get; set; } = 0.5;

    /// <summary>Calls within <see cref="BreakerWindow"/> below which the breaker stays closed.</summary>
    public int BreakerMinCalls { get; set; } = 20;

    /// <summary>Over how long the breaker counts.</summary>
    public TimeSpan BreakerWindow { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long an open breaker refuses calls before it lets one try.</summary>
    public TimeSpan BreakerPause { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Shards a shard key.</summary>
    public int ShardNumber { get; set; } = 1;

    /// <summary>Copies of each shard.</summary>
    public int ReplicationFactor { get; set; } = 1;

    /// <summary>Copies that must take a write before it is acknowledged.</summary>
    public int WriteConsistencyFactor { get; set; } = 1;

    /// <summary>In which order writes reach the copies.</summary>
    public QdrantWriteOrdering WriteOrdering { get; set; } = QdrantWriteOrdering.Medium;

    /// <summary>How many copies a search asks. Lookups of headers and counts ask all.</summary>
    public QdrantReadConsistency ReadConsistency { get; set; } = QdrantReadConsistency.Majority;

    /// <summary>Links a node of a tenant's graph.</summary>
    public int PayloadM { get; set; } = 16;

    /// <summary>Candidates while a graph is built.</summary>
    public int EfConstruct { get; set; } = 100;

    /// <summary>Candidates while a graph is searched; null for the server's default.</summary>
    public int? SearchEf { get; set; }

    /// <summary>Compares with every vector of the tenant instead of by a graph.</summary>
    public bool Exact { get; set; }

    /// <summary>Keeps int8 copies of the vectors for the first pass; the candidates are scored again with the vectors themselves.</summary>
    public bool Quantization { get; set; }

    /// <summary>With quantisation: candidates of the first pass for each hit that is wanted.</summary>
    public double Oversampling { get; set; } = 2;

    /// <summary>Makes collections that refuse filters without an index and requests beyond the limits below.</summary>
    public bool StrictMode { get; set; } = true;

    /// <summary>The most hits that one call asks for. With strict mode the server refuses more.</summary>
    public int MaxQueryLimit { get; set; } = 10_000;

    /// <summary>Conditions of one filter. With strict mode the server refuses more.</summary>
    public int MaxFilterConditions { get; set; } = 2_000;

    /// <summary>Points of one write call. With strict mode the server refuses more.</summary>
    public int WriteBatch { get; set; } = 500;

    /// <summary>Ids of one delete call, and points of one page of a lookup.</summary>
    public int ReadBatch { get; set; } = 500;

    /// <summary>Writes that may wait for one shard; further ones are refused with QueueFull.</summary>
    public int MaxQueuedWrites { get; set; } = 256;

    /// <summary>Callers that may wait for a write of one shard; further ones are refused with QueueFull.</summary>
    public int MaxWaiters { get; set; } = 1024;

    /// <summary>How often a shard is looked at while callers wait for a write of it.</summary>
    public TimeSpan WaitInterval { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>From how many points on a tenant gets a shard key of its own; 0 for never.</summary>
    public long PromotePoints { get; set; } = 20_000;

    /// <summary>Below how many points a tenant goes back to the shared shard; 0 for never.</summary>
    public long DemotePoints { get; set; }

    /// <summary>
    /// From how many searches a second at one process on a tenant gets a shard key of its own, whatever its size; 0 for never.
    /// </summary>
    public double PromoteQueriesPerSecond { get; set; } = 50;

    /// <summary>Below how many searches a second at one process a tenant may go back to the shared shard.</summary>
    public double DemoteQueriesPerSecond { get; set; } = 10;

    /// <summary>How long a tenant stays at least where it has moved to.</summary>
    public TimeSpan MinTimeBetweenMoves { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How often a silo looks for tenants to move.</summary>
    public TimeSpan TenancyInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long you keep snapshots of collections; receipts of erasures say that vectors may be in them for so long. Null: they do not say how long.
    /// </summary>
    public TimeSpan? SnapshotRetention { get; set; }

    /// <summary>How long the move of one tenant may take before it counts as failed and is tried again.</summary>
    public TimeSpan MoveTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>When tenants move.</summary>
    internal TierLimits TierLimits => new(PromotePoints, DemotePoints, PromoteQueriesPerSecond, DemoteQueriesPerSecond, MinTimeBetweenMoves);
}
