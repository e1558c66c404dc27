using System.Collections.Concurrent;
using System.Security.Cryptography;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Media;

namespace Triad.Gateway.Tests.Doubles;

/// <summary>Keeps blobs in memory, whole or not at all, as the port demands.</summary>
internal sealed class MediaStoreDouble : IMediaStore
{
    public ConcurrentDictionary<MediaKey, byte[]> Blobs { get; } = new();

    /// <summary>Ends when a writer waits for bytes.</summary>
    public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when a writer has been broken off.</summary>
    public TaskCompletionSource BrokenOff { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Why writes fail; null where they do not.</summary>
    public Error? Failure { get; set; }

    public async Task<Result<StoredMedia>> WriteAsync(
        MediaKey key,
        IAsyncEnumerable<Result<ReadOnlyMemory<byte>>> chunks,
        long maxLength,
        CancellationToken cancellationToken)
    {
        if (Failure is not null)
            return Failure;
        using var content = new MemoryStream();
        try
        {
            await foreach (var chunk in chunks.WithCancellation(cancellationToken))
            {
                if (!chunk.IsOk)
                {
                    BrokenOff.TrySetResult();
                    return chunk.Error;
                }

                content.Write(chunk.Value.Span);
                Started.TrySetResult();
            }
        }
        catch (Exception)
        {
            BrokenOff.TrySetResult();
            throw;
        }

        Blobs[key] = content.ToArray();
        return new StoredMedia(content.Length, Convert.ToHexStringLower(SHA256.HashData(content.ToArray())));
    }

    public Task<Result> DeleteAsync(MediaKey key, CancellationToken cancellationToken)
    {
        Blobs.TryRemove(key, out _);
        return Task.FromResult(Result.Ok);
    }

    public Task<Result<Stream>> OpenReadAsync(MediaKey key, long offset, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result<IMediaLease>> LeaseFileAsync(MediaKey key, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result<IReadOnlyDictionary<string, long>>> ListAsync(TenantId tenant, VideoId video, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<Result> DeleteVideoAsync(TenantId tenant, VideoId video, CancellationToken cancellationToken) => throw new NotSupportedException();
}
