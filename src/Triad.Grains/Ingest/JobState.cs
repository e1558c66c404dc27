namespace Triad.Grains.Ingest;

/// <summary>Where a job of the queue is.</summary>
internal enum JobState
{
    /// <summary>It may be leased.</summary>
    Due,

    /// <summary>It is leased, and the lease runs.</summary>
    InWork,

    /// <summary>It was given back, and is due later.</summary>
    Delayed,
}
