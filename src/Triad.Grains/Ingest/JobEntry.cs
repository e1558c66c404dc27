using Triad.Core.Ingest;

namespace Triad.Grains.Ingest;

/// <summary>A job in the picture of its partition.</summary>
internal sealed class JobEntry(QueuedJob job, TenantQueue tenant)
{
    public QueuedJob Job { get; set; } = job;

    public TenantQueue Tenant { get; } = tenant;

    public JobState State { get; set; }

    /// <summary>The last lease, as long as nobody else has got the job; 0 where there is none.</summary>
    public long LeaseId { get; set; }

    /// <summary>When the last lease began.</summary>
    public DateTimeOffset LeasedAt { get; set; }

    /// <summary>When the job came, or its partition was read after a start.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>When the lease runs out, or the delay is over.</summary>
    public DateTimeOffset Until { get; set; }

    /// <summary>Tells a wait from those before it.</summary>
    public long Wait { get; set; }

    /// <summary>True where the job was added again while it was leased: what is new must not be completed with what was leased.</summary>
    public bool AddedAgain { get; set; }
}
