using Triad.Core.Audit;
using Triad.Core.Errors;

namespace Triad.Persistence.Audit;

/// <summary>A part as a file. Lines are on the disk when they are appended.</summary>
internal sealed class FolderAuditPart(FileStream file) : IAuditPart
{
    /// <inheritdoc/>
    public async Task<Result> AppendAsync(ReadOnlyMemory<byte> lines, CancellationToken cancellationToken)
    {
        try
        {
            await file.WriteAsync(lines, cancellationToken);
            file.Flush(flushToDisk: true);
            return Result.Ok;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return FolderAuditStore.Unavailable(failure);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => file.DisposeAsync();
}
