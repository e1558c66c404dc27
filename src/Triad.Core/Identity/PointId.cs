using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Triad.Core.Identity;

/// <summary>
/// The id of one stored vector: a UUID version 5 (RFC 9562, section 5.5) of tenant, video, generation, segment and representation,
/// so that a repeated write of the same vector is the same point.
/// </summary>
public readonly record struct PointId(Guid Value) : IComparable<PointId>
{
    // The namespace of Triad's points: fixed for ever, since stored ids depend on it.
    private static readonly Guid Namespace = new("5c1a5a3e-4f0b-4d0e-9f5e-7d1f3b0a9c42");

    /// <summary>The id of a vector.</summary>
    public static PointId Of(TenantId tenant, VideoId video, int generation, int segment, RepresentationName representation)
    {
        var name = FormattableString.Invariant($"{tenant}/{video}/{generation}/{segment}/{representation}");
        Span<byte> input = stackalloc byte[16 + Encoding.UTF8.GetMaxByteCount(name.Length)];
        Namespace.TryWriteBytes(input, bigEndian: true, out _);
        var length = 16 + Encoding.UTF8.GetBytes(name, input[16..]);
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        SHA1.HashData(input[..length], hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new PointId(new Guid(hash[..16], bigEndian: true));
    }

    /// <summary>Orders by the sixteen bytes of the UUID, most significant first: the tie-break of equal scores.</summary>
    public int CompareTo(PointId other)
    {
        Span<byte> mine = stackalloc byte[16];
        Span<byte> others = stackalloc byte[16];
        Value.TryWriteBytes(mine, bigEndian: true, out _);
        other.Value.TryWriteBytes(others, bigEndian: true, out _);
        var high = BinaryPrimitives.ReadUInt64BigEndian(mine).CompareTo(BinaryPrimitives.ReadUInt64BigEndian(others));
        return high != 0
            ? high
            : BinaryPrimitives.ReadUInt64BigEndian(mine[8..]).CompareTo(BinaryPrimitives.ReadUInt64BigEndian(others[8..]));
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
