namespace Triad.Inference.Scheduling;

/// <summary>How embedding work is queued and batched.</summary>
public sealed record SchedulingOptions
{
    /// <summary>Batches that run at once; 0 chooses one a processor on the CPU, two on a GPU.</summary>
    public int Executors { get; set; }

    /// <summary>Most rows of a batch; 1 to 1024.</summary>
    public int MaxBatchRows { get; set; } = 64;

    /// <summary>Most bytes of a batch's tensors; a single row may have more.</summary>
    public long MaxBatchBytes { get; set; } = 64L << 20;

    /// <summary>The time that a batch should not exceed, so that a query behind it does not wait longer; 1 ms to 10 s.</summary>
    public TimeSpan BatchTime { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// A query's step that takes less than this runs on the thread that asks, where an executor is free: a change of threads would take as long. 0 has
    /// executors run all; at most 10 ms, since a grain waits meanwhile.
    /// </summary>
    public TimeSpan ShortStep { get; set; } = TimeSpan.FromMilliseconds(1);

    /// <summary>Rows of queries that may wait or run, over all packages; more are rejected.</summary>
    public int QueryCapacity { get; set; } = 1024;

    /// <summary>Rows of ingest that may wait or run, over all packages; more are rejected.</summary>
    public int IngestCapacity { get; set; } = 4096;

    /// <summary>
    /// The part of <see cref="QueryCapacity"/> which, where it is taken, has ingest turned away until it is free again, 0.01 to 1: an overload costs
    /// ingest before it costs searches.
    /// </summary>
    public double ShedShare { get; set; } = 0.25;

    /// <summary>
    /// On the CPU, how much nicer to others the threads that embed ingest are, 1 to 19: they have what searches leave of the processor. 0 has the same
    /// executors do both, as on a GPU.
    /// </summary>
    public int IngestNice { get; set; } = 10;

    /// <summary>Where executors do both, batches of queries that may pass waiting ingest before one of ingest runs; at least 1.</summary>
    public int QueryTurns { get; set; } = 8;
}
