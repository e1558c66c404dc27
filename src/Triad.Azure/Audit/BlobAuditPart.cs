using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Triad.Core.Audit;
using Triad.Core.Errors;

namespace Triad.Azure.Audit;

/// <summary>A part as an append blob. Each append says where it must begin, so that one whose answer was lost is not done twice.</summary>
internal sealed class BlobAuditPart(AppendBlobClient blob) : IAuditPart
{
    private long _length;

    /// <inheritdoc/>
    public async Task<Result> AppendAsync(ReadOnlyMemory<byte> lines, CancellationToken cancellationToken)
    {
        var appended = await BlobAuditStore.TryAsync(
            async () =>
            {
                using var content = new MemoryStream(lines.ToArray(), writable: false);
                var conditions = new AppendBlobRequestConditions { IfAppendPositionEqual = _length };
                return await blob.AppendBlockAsync(content, new AppendBlobAppendBlockOptions { Conditions = conditions }, cancellationToken);
            },
            cancellationToken);
        if (!appended.IsOk)
            return appended.Error;
        _length += lines.Length;
        return Result.Ok;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
