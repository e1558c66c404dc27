using System.Security.Cryptography;
using System.Text;
using Triad.Core.Identity;

namespace Triad.Vectors.Qdrant.Points;

/// <summary>
/// Ids of what is stored in Qdrant: UUIDs version 5 (RFC 9562, section 5.5), so that what is written again is the same point. An id of
/// Qdrant stands for all vectors of a segment; <see cref="PointId"/> stands for one of them.
/// </summary>
internal static class NameUuid
{
    // Fixed for ever, since stored ids depend on it.
    private static readonly Guid Namespace = new("0d5f3a52-66a4-4e0b-8f6e-3b0c7d1b9a68");

    /// <summary>The id of a segment's point.</summary>
    public static Guid OfPoint(ShardId shard, VideoId video, int generation, int segment) =>
        Of(FormattableString.Invariant($"point/{shard.Tenant}/{shard.Number}/{video}/{generation}/{segment}"));

    /// <summary>The id of a shard's header.</summary>
    public static Guid OfHeader(ShardId shard) => Of(FormattableString.Invariant($"header/{shard.Tenant}/{shard.Number}"));

    /// <summary>The id of a shard's entry in the directory.</summary>
    public static Guid OfEntry(ShardId shard) => Of(FormattableString.Invariant($"entry/{shard.Tenant}/{shard.Number}"));

    /// <summary>The id of a lease.</summary>
    public static Guid OfLease(string name) => Of($"lease/{name}");

    private static Guid Of(string name)
    {
        Span<byte> input = stackalloc byte[16 + Encoding.UTF8.GetMaxByteCount(name.Length)];
        Namespace.TryWriteBytes(input, bigEndian: true, out _);
        var length = 16 + Encoding.UTF8.GetBytes(name, input[16..]);
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        SHA1.HashData(input[..length], hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
