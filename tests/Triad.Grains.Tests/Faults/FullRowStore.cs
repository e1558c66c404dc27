using Triad.Core.Errors;
using Triad.Core.Rows;

namespace Triad.Grains.Tests.Faults;

/// <summary>Rows on a disk that is full, until it is not: to open them is a write too.</summary>
internal sealed class FullRowStore : IRowStore
{
    private IRowStore _rows = null!;

    public bool IsFull { get; set; } = true;

    public FullRowStore Before(IRowStore rows)
    {
        _rows = rows;
        return this;
    }

    public Task<Result<IRowSet>> OpenAsync(string owner, CancellationToken cancellationToken) => IsFull
        ? Task.FromResult<Result<IRowSet>>(new Error(ErrorReason.StorageFull, "There is no room left."))
        : _rows.OpenAsync(owner, cancellationToken);
}
