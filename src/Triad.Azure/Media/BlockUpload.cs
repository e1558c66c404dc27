using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using Azure.Storage;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Triad.Core.Errors;
using Triad.Core.Media;

namespace Triad.Azure.Media;

/// <summary>
/// Writes one blob. Blocks are staged as they fill, each with its checksum and retried by itself, so that a broken connection sends one block
/// again and not the whole; the list of blocks is committed last, which makes all of it visible and durable in one step.
/// </summary>
internal sealed class BlockUpload(BlockBlobClient blob, int blockBytes)
{
    /// <summary>The most blocks that Azure takes for one blob.</summary>
    public const int MaxBlocks = 50_000;

    private static readonly UploadTransferValidationOptions Checksum = new() { ChecksumAlgorithm = StorageChecksumAlgorithm.MD5 };

    // Two writers of one blob must not take each other's blocks for their own.
    private readonly Guid _writer = Guid.NewGuid();
    private readonly List<string> _blocks = [];

    /// <summary>Writes the chunks, or leaves what was there.</summary>
    public async Task<Result<StoredMedia>> WriteAsync(
        IAsyncEnumerable<Result<ReadOnlyMemory<byte>>> chunks,
        long maxLength,
        CancellationToken cancellationToken)
    {
        var limit = Math.Min(maxLength, (long)blockBytes * MaxBlocks);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(blockBytes);
        var (length, filled) = (0L, 0);
        await foreach (var chunk in chunks.WithCancellation(cancellationToken))
        {
            if (!chunk.IsOk)
                return chunk.Error;
            length += chunk.Value.Length;
            if (length > limit)
                return MediaStoreErrors.TooLong(limit);
            hash.AppendData(chunk.Value.Span);
            for (var rest = chunk.Value; rest.Length > 0;)
            {
                var taken = Math.Min(rest.Length, blockBytes - filled);
                rest.Span[..taken].CopyTo(buffer.AsSpan(filled));
                (rest, filled) = (rest[taken..], filled + taken);
                if (filled < blockBytes)
                    continue;
                await StageAsync(buffer, filled, cancellationToken);
                filled = 0;
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        await FinishAsync(buffer, filled, cancellationToken);

        // Not where it failed: a request that was given up may still be reading.
        ArrayPool<byte>.Shared.Return(buffer);
        return new StoredMedia(length, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private async Task FinishAsync(byte[] buffer, int filled, CancellationToken cancellationToken)
    {
        // A small one too: a request that was given up may reach the account later. A whole blob would then replace what was stored meanwhile; a
        // block is nothing without its list, and a list is refused once another one was committed.
        if (filled > 0)
            await StageAsync(buffer, filled, cancellationToken);

        // From here on it is done or not done; a cancellation would leave that open.
        await blob.CommitBlockListAsync(_blocks, new CommitBlockListOptions(), CancellationToken.None);
    }

    private async Task StageAsync(byte[] buffer, int filled, CancellationToken cancellationToken)
    {
        var id = new byte[20];
        _writer.TryWriteBytes(id);
        BinaryPrimitives.WriteInt32BigEndian(id.AsSpan(16), _blocks.Count);
        var name = Convert.ToBase64String(id);
        using var block = new MemoryStream(buffer, 0, filled, writable: false);
        await blob.StageBlockAsync(name, block, new BlockBlobStageBlockOptions { TransferValidation = Checksum }, cancellationToken);
        _blocks.Add(name);
    }
}
