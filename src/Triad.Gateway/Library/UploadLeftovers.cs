using Triad.Core.Erasure;
using Triad.Core.Errors;
using Triad.Core.Identity;

namespace Triad.Gateway.Library;

/// <summary>The journal of uploads, as an erasure looks at it.</summary>
internal sealed class UploadLeftovers(UploadJournal journal, UploadBlobs blobs) : IUploadLeftovers
{
    /// <inheritdoc/>
    public Task<Result<long>> CountAsync(TenantId tenant, CancellationToken cancellationToken) =>
        TryAsync(async () => (long)(await LeftAsync(tenant, cancellationToken)).Count);

    /// <inheritdoc/>
    public async Task<Result> EraseAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var erased = await TryAsync(async () =>
        {
            foreach (var entry in (await LeftAsync(tenant, cancellationToken)).Where(entry => !journal.IsUnderWay(entry)))
                await blobs.DropAsync(entry); // What cannot be dropped stays counted, and is tried again.
            return true;
        });
        return erased.IsOk ? Result.Ok : erased.Error;
    }

    private async Task<IReadOnlyList<UploadEntry>> LeftAsync(TenantId tenant, CancellationToken cancellationToken) =>
        await Task.Run(() => journal.Of(tenant), cancellationToken);

    private static async Task<Result<T>> TryAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new Error(
                ErrorReason.Unavailable, $"The journal of uploads cannot be read: {failure.Message}", Remedy: "Retry.", RetryAfter: TimeSpan.FromSeconds(1));
        }
    }
}
