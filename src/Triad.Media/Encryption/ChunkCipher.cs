using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Triad.Core.Encryption;
using Triad.Core.Media;

namespace Triad.Media.Encryption;

/// <summary>
/// Encrypts and decrypts the chunks of one blob with AES-256-GCM, as STREAM does (Hoang, Reyhanitabar, Rogaway, Vizár: Online Authenticated-Encryption
/// and its Nonce-Reuse Misuse-Resistance, 2015).
/// <para>
/// Nonces: each blob has a key of its own, HKDF-SHA-256 of the data key with the header's 256 random bits as salt and the header and the blob's name as
/// information. Under it a nonce is the chunk's number (seven zeros, uint32 big endian, one byte that is 1 for the last chunk), so none comes twice.
/// A chunk that was cut off, moved, or taken from another blob has another nonce or key, and is found.
/// </para>
/// </summary>
internal sealed class ChunkCipher : IDisposable
{
    /// <summary>What each chunk is longer than its plain bytes.</summary>
    public const int TagBytes = 16;

    private const int NonceBytes = 12;
    private const int NumberAt = 7;

    private readonly AesGcm _cipher;

    public ChunkCipher(DataKey key, ContentHeader header, MediaKey blob)
    {
        var name = Encoding.UTF8.GetBytes($"triad media 1\n{blob.Tenant.Value}/{blob.Video.Value}/{blob.Name}\n");
        Span<byte> own = stackalloc byte[DataKey.Bytes];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key.Secret.Span, own, header.Salt, [.. name, .. header.Content.Span]);
        _cipher = new AesGcm(own, TagBytes);
        CryptographicOperations.ZeroMemory(own);
    }

    /// <summary>Encrypts a chunk; the output is as long as it and <see cref="TagBytes"/>.</summary>
    public void Seal(uint number, bool isLast, ReadOnlySpan<byte> plain, Span<byte> output)
    {
        Span<byte> nonce = stackalloc byte[NonceBytes];
        Number(nonce, number, isLast);
        _cipher.Encrypt(nonce, plain, output[..plain.Length], output.Slice(plain.Length, TagBytes));
    }

    /// <summary>Decrypts a chunk; false where it is not the chunk of that number as it was written.</summary>
    public bool TryOpen(uint number, bool isLast, ReadOnlySpan<byte> stored, Span<byte> plain)
    {
        if (stored.Length < TagBytes)
            return false;
        Span<byte> nonce = stackalloc byte[NonceBytes];
        Number(nonce, number, isLast);
        try
        {
            _cipher.Decrypt(nonce, stored[..^TagBytes], stored[^TagBytes..], plain[..(stored.Length - TagBytes)]);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _cipher.Dispose();

    private static void Number(Span<byte> nonce, uint number, bool isLast)
    {
        nonce.Clear();
        BinaryPrimitives.WriteUInt32BigEndian(nonce[NumberAt..], number);
        nonce[^1] = isLast ? (byte)1 : (byte)0;
    }
}
