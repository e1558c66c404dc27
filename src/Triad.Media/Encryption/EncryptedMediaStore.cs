using Microsoft.Extensions.Logging;
using Triad.Core.Encryption;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Media;

namespace Triad.Media.Encryption;

/// <summary>
/// Encrypts what is kept in another store with the data key of its tenant. Lengths and hashes are those of the plain bytes; a write is durable when the
/// other store says so. Blobs that builds before encryption have stored are read as they are, unless that is refused.
/// </summary>
public sealed partial class EncryptedMediaStore : IMediaStore
{
    /// <summary>Plain bytes of a chunk: what a range reads too much at most, and what a reader holds twice.</summary>
    public const int ChunkBytes = 64 << 10;

    private readonly IMediaStore _store;
    private readonly IDataKeys _keys;
    private readonly PlainCopies _copies;
    private readonly bool _readsUnencrypted;
    private readonly ILogger<EncryptedMediaStore> _logger;

    /// <summary>Puts encryption before a store.</summary>
    /// <param name="store">Where encrypted bytes are kept.</param>
    /// <param name="keys">The tenants' keys.</param>
    /// <param name="options">Where decrypted copies lie, and whether unencrypted blobs are read.</param>
    /// <param name="logger">The log.</param>
    public EncryptedMediaStore(IMediaStore store, IDataKeys keys, EncryptionOptions options, ILogger<EncryptedMediaStore> logger)
    {
        (_store, _keys, _logger) = (store, keys, logger);
        _copies = new PlainCopies(options.PlainFolder);
        _readsUnencrypted = options.ReadUnencrypted;
    }

    /// <inheritdoc/>
    public async Task<Result<StoredMedia>> WriteAsync(
        MediaKey key,
        IAsyncEnumerable<Result<ReadOnlyMemory<byte>>> chunks,
        long maxLength,
        CancellationToken cancellationToken)
    {
        var name = SealedNames.Of(key);
        var dataKey = await _keys.CurrentAsync(key.Tenant, cancellationToken);
        if (!dataKey.IsOk)
            return dataKey.Error;
        var header = ContentHeader.New(dataKey.Value, ChunkBytes);
        using var cipher = new ChunkCipher(dataKey.Value, header, key);
        var sealer = new ContentSealer(header, cipher, maxLength);
        var written = await _store.WriteAsync(name, sealer.SealAsync(chunks, cancellationToken), long.MaxValue, cancellationToken);
        if (!written.IsOk)
            return written.Error;

        // What an earlier build has stored under this name is replaced: it must not stay readable.
        var replaced = _readsUnencrypted ? await _store.DeleteAsync(key, CancellationToken.None) : Result.Ok;
        return replaced.IsOk ? sealer.Stored : replaced.Error;
    }

    /// <inheritdoc/>
    public async Task<Result<Stream>> OpenReadAsync(MediaKey key, long offset, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        var name = SealedNames.Of(key);
        var opened = await _store.OpenReadAsync(name, 0, cancellationToken);
        if (opened.Error?.Reason == ErrorReason.ContentNotFound)
            return _readsUnencrypted ? await _store.OpenReadAsync(key, offset, cancellationToken) : MediaStoreErrors.NotFound(key.Name);
        if (!opened.IsOk)
            return opened.Error;
        try
        {
            return await DecryptAsync(key, name, opened.Value, offset, cancellationToken);
        }
        catch (StorageException failure) when (failure.Error.Reason == ErrorReason.MediaCorrupt)
        {
            return Damaged(key);
        }
    }

    /// <inheritdoc/>
    public async Task<Result<IMediaLease>> LeaseFileAsync(MediaKey key, CancellationToken cancellationToken)
    {
        var opened = await _store.OpenReadAsync(SealedNames.Of(key), 0, cancellationToken);
        if (opened.Error?.Reason == ErrorReason.ContentNotFound)
            return _readsUnencrypted ? await _store.LeaseFileAsync(key, cancellationToken) : MediaStoreErrors.NotFound(key.Name);
        if (!opened.IsOk)
            return opened.Error;
        try
        {
            var plain = await DecryptAsync(key, SealedNames.Of(key), opened.Value, 0, cancellationToken);
            return plain.IsOk ? await _copies.CopyAsync(plain.Value, cancellationToken) : plain.Error;
        }
        catch (StorageException failure) when (failure.Error.Reason == ErrorReason.MediaCorrupt)
        {
            return Damaged(key);
        }
    }

    /// <inheritdoc/>
    public async Task<Result<IReadOnlyDictionary<string, long>>> ListAsync(TenantId tenant, VideoId video, CancellationToken cancellationToken)
    {
        var listed = await _store.ListAsync(tenant, video, cancellationToken);
        if (!listed.IsOk)
            return listed.Error;
        var sizes = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (stored, length) in listed.Value)
        {
            var (name, isSealed) = SealedNames.Read(stored);
            if (isSealed)
                sizes[name] = PlainLength(length);
            else if (_readsUnencrypted)
                sizes.TryAdd(name, length);
        }

        return sizes;
    }

    /// <inheritdoc/>
    public async Task<Result> DeleteAsync(MediaKey key, CancellationToken cancellationToken)
    {
        var deleted = await _store.DeleteAsync(SealedNames.Of(key), cancellationToken);
        return deleted.IsOk ? await _store.DeleteAsync(key, cancellationToken) : deleted;
    }

    /// <inheritdoc/>
    public Task<Result> DeleteVideoAsync(TenantId tenant, VideoId video, CancellationToken cancellationToken) =>
        _store.DeleteVideoAsync(tenant, video, cancellationToken);

    // Chunks of every blob of this build are of one size.
    private static long PlainLength(long stored)
    {
        const long Chunk = ChunkBytes + ChunkCipher.TagBytes;
        var chunks = stored - ContentHeader.Bytes;
        return Math.Max(0, chunks - ((chunks + Chunk - 1) / Chunk * ChunkCipher.TagBytes));
    }

    private async Task<Result<Stream>> DecryptAsync(MediaKey key, MediaKey name, Stream stored, long offset, CancellationToken cancellationToken)
    {
        var source = stored;
        try
        {
            var bytes = new byte[ContentHeader.Bytes];
            var length = await source.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
            if (ContentHeader.Read(bytes.AsSpan(0, length)) is not { } header)
                return Damaged(key);
            var dataKey = await _keys.FindAsync(key.Tenant, header.KeyId, cancellationToken);
            if (!dataKey.IsOk)
                return dataKey.Error;

            var first = offset / header.ChunkBytes;
            if (first > uint.MaxValue)
                return Stream.Null;
            if (first > 0)
            {
                var moved = await _store.OpenReadAsync(
                    name, ContentHeader.Bytes + (first * (header.ChunkBytes + ChunkCipher.TagBytes)), cancellationToken);
                if (!moved.IsOk)
                    return moved.Error;
                await source.DisposeAsync();
                source = moved.Value;
            }

            var content = new OpenedContent(source, new ChunkCipher(dataKey.Value, header, key), header.ChunkBytes, (uint)first, key.Name);
            source = content;
            if (!await content.NextAsync((int)(offset % header.ChunkBytes), cancellationToken))
                return await EndAsync(key, cancellationToken);
            source = Stream.Null;
            return content;
        }
        finally
        {
            await source.DisposeAsync();
        }
    }

    /// <summary>Behind the end there is nothing, but only a read of all of it tells that the end is where it was written.</summary>
    private async Task<Result<Stream>> EndAsync(MediaKey key, CancellationToken cancellationToken)
    {
        var all = await OpenReadAsync(key, 0, cancellationToken);
        if (!all.IsOk)
            return all.Error;
        await using var content = all.Value;
        await content.CopyToAsync(Stream.Null, cancellationToken);
        return Stream.Null;
    }

    private Error Damaged(MediaKey key)
    {
        LogDamaged(key.Tenant.Value, key.Video.Value, key.Name);
        return MediaStoreErrors.Damaged(key.Name);
    }

    [LoggerMessage(
        EventId = 1,
        Level = LogLevel.Error,
        Message = "The stored bytes of {Tenant}/{Video}/{Name} are not those that were written: restore them from a backup, or upload the video again")]
    private partial void LogDamaged(string tenant, string video, string name);
}
