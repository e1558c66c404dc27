using Triad.Core.Errors;
using Triad.Core.Media;

namespace Triad.Media.Encryption;

/// <summary>
/// The plain bytes of an encrypted blob from some chunk on. Nothing comes out of it that was not authenticated; where the blob is damaged, reading
/// throws a <see cref="StorageException"/> (MediaCorrupt).
/// </summary>
internal sealed class OpenedContent(Stream stored, ChunkCipher cipher, int chunkBytes, uint first, string name) : Stream
{
    // Two chunks: whether one is the last is known once nothing comes behind it.
    private byte[] _stored = new byte[chunkBytes + ChunkCipher.TagBytes];
    private byte[] _ahead = new byte[chunkBytes + ChunkCipher.TagBytes];
    private readonly byte[] _plain = new byte[chunkBytes];
    private int _aheadLength = -1;
    private uint _number = first;
    private int _at;
    private int _end;
    private bool _isEnded;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Makes the next chunk ready, from some byte of it on; false at the end, or where the first one asked for lies behind it.</summary>
    /// <exception cref="StorageException">The chunk is damaged.</exception>
    public async ValueTask<bool> NextAsync(int from, CancellationToken cancellationToken)
    {
        if (_isEnded)
            return false;
        if (_aheadLength < 0)
            _aheadLength = await FillAsync(_ahead, cancellationToken);
        (_stored, _ahead) = (_ahead, _stored);
        var length = _aheadLength;
        _aheadLength = length == _stored.Length ? await FillAsync(_ahead, cancellationToken) : 0;
        _isEnded = _aheadLength == 0;
        if (length == 0 && _number > 0)
            return false;
        if (!cipher.TryOpen(_number++, _isEnded, _stored.AsSpan(0, length), _plain))
            throw new StorageException(MediaStoreErrors.Damaged(name));
        _end = length - ChunkCipher.TagBytes;
        _at = Math.Min(from, _end);
        return true;
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_at == _end)
            if (!await NextAsync(0, cancellationToken))
                return 0;
        var taken = Math.Min(buffer.Length, _end - _at);
        _plain.AsMemory(_at, taken).CopyTo(buffer);
        _at += taken;
        return taken;
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read asynchronously.");

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await stored.DisposeAsync();
        cipher.Dispose();
        Array.Clear(_plain);
        await base.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            stored.Dispose();
            cipher.Dispose();
            Array.Clear(_plain);
        }

        base.Dispose(disposing);
    }

    private async Task<int> FillAsync(byte[] buffer, CancellationToken cancellationToken) =>
        await stored.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
}
