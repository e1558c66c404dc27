using Azure.Storage.Blobs;
using Triad.Azure.Account;
using Triad.Core.Errors;
using Triad.Core.Usage.Export;

namespace Triad.Azure.Usage;

/// <summary>
/// Writes a blob a slice, an event a line. A blob appears whole; a repeat has the same name and takes the first one's place, so that the container has
/// every event once.
/// </summary>
internal sealed class BlobSink(string name, BlobContainerClient container, TimeSpan timeout, TimeProvider time) : IUsageSink
{
    private bool _isMade;

    public string Name => name;

    public string Kind => BlobSinkKind.KindName;

    public async Task<Result> SendAsync(IReadOnlyList<UsageSlice> slices, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(timeout, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            if (!_isMade)
                await container.CreateIfNotExistsAsync(cancellationToken: end.Token);
            _isMade = true;
            foreach (var slice in slices)
                await container.GetBlobClient(slice.FileName).UploadAsync(BinaryData.FromBytes(slice.ToLines()), overwrite: true, end.Token);
            return Result.Ok;
        }
        catch (Exception fault) when (AzureFailures.IsStorage(fault, cancellationToken))
        {
            _isMade = false; // It may have been removed.
            return new Error(ErrorReason.Unavailable, $"The container '{container.Name}' of '{name}' cannot be written. {AzureFailures.Remedy(fault)}");
        }
    }
}
