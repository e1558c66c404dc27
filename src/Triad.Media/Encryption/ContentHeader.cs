using System.Buffers.Binary;
using System.Security.Cryptography;
using Triad.Core.Encryption;

namespace Triad.Media.Encryption;

/// <summary>
/// What stands at the beginning of an encrypted blob, 64 bytes: "TriadEnc", version (1), three zeros, plain bytes of a chunk (uint32, little endian),
/// the data key's id (16 bytes, big endian), salt (32 bytes). It is authenticated by every chunk: the blob's own key is derived from it.
/// </summary>
internal sealed class ContentHeader
{
    /// <summary>Bytes of a header.</summary>
    public const int Bytes = 64;

    private const int Version = 1;
    private const int ChunkAt = 12;
    private const int KeyAt = 16;
    private const int SaltAt = 32;

    // What a reader holds in memory is bounded, whatever a header says.
    private const int MinChunkBytes = 1 << 10;
    private const int MaxChunkBytes = 16 << 20;

    private readonly byte[] _bytes;

    private ContentHeader(byte[] bytes) => _bytes = bytes;

    /// <summary>The header as it is stored.</summary>
    public ReadOnlyMemory<byte> Content => _bytes;

    /// <summary>Plain bytes of each chunk but the last.</summary>
    public int ChunkBytes => BinaryPrimitives.ReadInt32LittleEndian(_bytes.AsSpan(ChunkAt));

    /// <summary>The data key.</summary>
    public Guid KeyId => new(_bytes.AsSpan(KeyAt, 16), bigEndian: true);

    /// <summary>The salt of the blob's own key.</summary>
    public ReadOnlySpan<byte> Salt => _bytes.AsSpan(SaltAt);

    private static ReadOnlySpan<byte> Magic => "TriadEnc"u8;

    /// <summary>A new one, with a salt that nobody else has.</summary>
    public static ContentHeader New(DataKey key, int chunkBytes) => New(key, chunkBytes, RandomNumberGenerator.GetBytes(Bytes - SaltAt));

    /// <summary>A new one with a given salt.</summary>
    public static ContentHeader New(DataKey key, int chunkBytes, ReadOnlySpan<byte> salt)
    {
        var bytes = new byte[Bytes];
        Magic.CopyTo(bytes);
        bytes[Magic.Length] = Version;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(ChunkAt), chunkBytes);
        key.Id.TryWriteBytes(bytes.AsSpan(KeyAt), bigEndian: true, out _);
        salt.CopyTo(bytes.AsSpan(SaltAt));
        return new ContentHeader(bytes);
    }

    /// <summary>Reads one; null where it is none of this version.</summary>
    public static ContentHeader? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Bytes || !bytes.StartsWith(Magic) || bytes[Magic.Length] != Version || bytes[(Magic.Length + 1)..ChunkAt].ContainsAnyExcept((byte)0))
            return null;
        var header = new ContentHeader(bytes.ToArray());
        return header.ChunkBytes is >= MinChunkBytes and <= MaxChunkBytes ? header : null;
    }
}
