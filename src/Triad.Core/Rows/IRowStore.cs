using Triad.Core.Errors;

namespace Triad.Core.Rows;

/// <summary>
/// Small records of many owners (grains), each durable by itself: to add or remove one costs the same however many there are. An owner that
/// briefly lives twice is safe: the one that opened its rows last is the one that may write.
/// </summary>
public interface IRowStore
{
    /// <summary>Takes an owner's rows over, and reads them. Who had opened them before can acknowledge no further write.</summary>
    /// <param name="owner">A name like "ingest-queue/3"; the form of a row's key.</param>
    /// <param name="cancellationToken">Gives up; the rows may have been taken over all the same.</param>
    Task<Result<IRowSet>> OpenAsync(string owner, CancellationToken cancellationToken);
}
