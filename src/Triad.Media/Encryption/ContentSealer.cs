using System.Buffers;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Triad.Core.Errors;
using Triad.Core.Media;

namespace Triad.Media.Encryption;

/// <summary>
/// Encrypts a stream of chunks on its way into a store, and knows length and hash of what came in. One use.
/// </summary>
internal sealed class ContentSealer(ContentHeader header, ChunkCipher cipher, long maxLength)
{
    private long _length;
    private string? _sha256;

    /// <summary>What was encrypted; to be asked once all of it was.</summary>
    public StoredMedia Stored => new(_length, _sha256 ?? throw new InvalidOperationException("The content is not whole yet."));

    /// <summary>Header and encrypted chunks; a failure among the incoming chunks, or too many bytes, is passed on and ends it.</summary>
    public async IAsyncEnumerable<Result<ReadOnlyMemory<byte>>> SealAsync(
        IAsyncEnumerable<Result<ReadOnlyMemory<byte>>> chunks,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var size = header.ChunkBytes;
        var (plain, stored) = (ArrayPool<byte>.Shared.Rent(size), ArrayPool<byte>.Shared.Rent(size + ChunkCipher.TagBytes));
        var (filled, number) = (0, 0u);
        try
        {
            yield return Result<ReadOnlyMemory<byte>>.Ok(header.Content);
            await foreach (var chunk in chunks.WithCancellation(cancellationToken))
            {
                if ((chunk.IsOk ? Count(chunk.Value.Length) : chunk.Error) is { } problem)
                {
                    yield return problem;
                    yield break;
                }

                hash.AppendData(chunk.Value.Span);
                for (var rest = chunk.Value; rest.Length > 0;)
                {
                    // A full one goes only once more has come: the last chunk is marked as such.
                    if (filled == size)
                    {
                        cipher.Seal(number++, isLast: false, plain.AsSpan(0, size), stored);
                        filled = 0;
                        yield return Result<ReadOnlyMemory<byte>>.Ok(stored.AsMemory(0, size + ChunkCipher.TagBytes));
                    }

                    var taken = Math.Min(rest.Length, size - filled);
                    rest.Span[..taken].CopyTo(plain.AsSpan(filled));
                    (rest, filled) = (rest[taken..], filled + taken);
                }
            }

            cipher.Seal(number, isLast: true, plain.AsSpan(0, filled), stored);
            _sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
            yield return Result<ReadOnlyMemory<byte>>.Ok(stored.AsMemory(0, filled + ChunkCipher.TagBytes));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
            ArrayPool<byte>.Shared.Return(plain);
            ArrayPool<byte>.Shared.Return(stored);
        }
    }

    private Error? Count(int bytes) => (_length += bytes) > maxLength ? MediaStoreErrors.TooLong(maxLength) : null;
}
