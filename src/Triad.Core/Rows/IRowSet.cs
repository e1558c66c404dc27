using Triad.Core.Errors;

namespace Triad.Core.Rows;

/// <summary>
/// An owner's rows as one activation of it has opened them. A success is durable. EpochStale: they were opened again since, and the write
/// is not acknowledged. After any other failure the write may have happened or not: repeat it. Writes of different rows may go on at once.
/// </summary>
public interface IRowSet
{
    /// <summary>What was there when they were opened, in no order; with every write that was acknowledged to an earlier opener.</summary>
    IReadOnlyList<Row> Opened { get; }

    /// <summary>Adds a row, or writes it anew. A row that was put is there until it is removed by this set or a later one.</summary>
    Task<Result> PutAsync(Row row, CancellationToken cancellationToken);

    /// <summary>Removes a row; success where it is not there. What a later opener has put stays.</summary>
    Task<Result> RemoveAsync(string key, CancellationToken cancellationToken);
}
