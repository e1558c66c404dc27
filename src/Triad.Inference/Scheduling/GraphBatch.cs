using Triad.Core.Embedding;

namespace Triad.Inference.Scheduling;

/// <summary>Rows that run together.</summary>
/// <param name="Queue">Where they waited.</param>
/// <param name="Rows">At least one.</param>
internal sealed record GraphBatch(RowQueue Queue, IReadOnlyList<ScheduledRow> Rows)
{
    /// <summary>Its rows of ingest: all or none, for a batch is of one class.</summary>
    public int IngestRows => Rows[0].Priority == EmbedPriority.Ingest ? Rows.Count : 0;
}
