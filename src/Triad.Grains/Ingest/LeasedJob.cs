namespace Triad.Grains.Ingest;

/// <summary>A job's place between host and queue, kept in memory only.</summary>
internal sealed class LeasedJob
{
    /// <summary>The lease; 0 where the job is free.</summary>
    public long LeaseId { get; set; }

    /// <summary>When the lease ends, or the earliest moment for the next one.</summary>
    public DateTimeOffset Until { get; set; }

    /// <summary>True where the job was added again while it was leased: what is new must not be completed with what was leased.</summary>
    public bool AddedAgain { get; set; }
}
