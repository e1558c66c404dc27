using System.Buffers.Binary;
using System.Globalization;
using Qdrant.Client.Grpc;

namespace Triad.Doubles.Storage;

/// <summary>The id of a point: numbers come before UUIDs, each in their own order.</summary>
internal readonly record struct PointKey(bool IsUuid, UInt128 Value) : IComparable<PointKey>
{
    private const int UuidBytes = 16;

    public static PointKey From(PointId? id) => id?.PointIdOptionsCase switch
    {
        PointId.PointIdOptionsOneofCase.Num => new PointKey(false, id.Num),
        PointId.PointIdOptionsOneofCase.Uuid => new PointKey(true, ParseUuid(id.Uuid)),
        _ => throw Refusal.Malformed("Empty ID is not allowed"),
    };

    public PointId ToMessage() => IsUuid ? new PointId { Uuid = ToString() } : new PointId { Num = (ulong)Value };

    /// <summary>The bytes that the id is hashed by: 8 in little-endian order, or 16 as the UUID is written.</summary>
    public byte[] ToCanonicalBytes()
    {
        var bytes = new byte[IsUuid ? UuidBytes : sizeof(ulong)];
        if (IsUuid)
            BinaryPrimitives.WriteUInt128BigEndian(bytes, Value);
        else
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)Value);
        return bytes;
    }

    public int CompareTo(PointKey other) => IsUuid == other.IsUuid ? Value.CompareTo(other.Value) : IsUuid.CompareTo(other.IsUuid);

    public override string ToString() =>
        IsUuid ? new Guid(ToCanonicalBytes(), bigEndian: true).ToString() : ((ulong)Value).ToString(CultureInfo.InvariantCulture);

    private static UInt128 ParseUuid(string text)
    {
        if (!Guid.TryParse(text, out var uuid))
            throw Refusal.Malformed($"Unable to parse UUID: {text}");
        return BinaryPrimitives.ReadUInt128BigEndian(uuid.ToByteArray(bigEndian: true));
    }
}
