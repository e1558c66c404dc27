namespace Triad.Core.Ingest;

/// <summary>Which of a tenant's jobs comes first. It orders the jobs of one tenant only: no tenant gets before another with it.</summary>
public enum IngestPriority
{
    /// <summary>Something is to be put in order, which takes a moment: a deletion.</summary>
    Urgent,

    /// <summary>A video that somebody uploaded.</summary>
    Normal,

    /// <summary>Work that can wait for all uploads.</summary>
    Bulk,
}
