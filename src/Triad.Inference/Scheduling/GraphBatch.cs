namespace Triad.Inference.Scheduling;

/// <summary>Rows that run together.</summary>
/// <param name="Queue">Where they waited.</param>
/// <param name="Rows">At least one.</param>
internal sealed record GraphBatch(RowQueue Queue, IReadOnlyList<ScheduledRow> Rows);
