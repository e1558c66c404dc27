using FsCheck;
using FsCheck.Fluent;

namespace Triad.EndToEnd.Tests.Fuzz;

/// <summary>Bytes that a client with a bug, or with none, could send for messages.</summary>
internal static class BrokenBytes
{
    /// <summary>Streams of such, from whole ones.</summary>
    public static Gen<byte[][]> Of(byte[][] whole) => Gen.OneOf(
        Gen.Constant(Array.Empty<byte[]>()),
        Gen.Constant<byte[][]>([.. whole, .. whole]),
        Gen.Constant<byte[][]>([.. whole.Reverse()]),
        Gen.Constant<byte[][]>([[], .. whole]),
        One(whole, Random()),
        One(whole, Gen.Elements(whole).SelectMany(Cut)),
        One(whole, Gen.Elements(whole).SelectMany(Flipped)),
        One(whole, Gen.Choose(1, 31).SelectMany(WrongField)),
        One(whole, Gen.Choose(1, 12).SelectMany(field => Gen.Elements(50, 98, 120, 2000, 20_000).Select(depth => Nested(field, depth)))));

    public static string Label(byte[] bytes) => $"[{bytes.Length}: {Convert.ToHexStringLower(bytes[..Math.Min(24, bytes.Length)])}]";

    private static Gen<byte[][]> One(byte[][] whole, Gen<byte[]> broken) =>
        from at in Gen.Choose(0, whole.Length - 1)
        from bytes in broken
        select whole.Select((message, i) => i == at ? bytes : message).ToArray();

    private static Gen<byte> Byte() => Gen.Choose(0, 255).Select(value => (byte)value);

    private static Gen<byte[]> Random() => Byte().ArrayOf();

    private static Gen<byte[]> Cut(byte[] message) => Gen.Choose(0, message.Length).Select(length => message[..length]);

    private static Gen<byte[]> Flipped(byte[] message) => message.Length == 0 ? Random() :
        from at in Gen.Choose(0, message.Length - 1)
        from bit in Gen.Choose(0, 7)
        select message.Select((value, i) => i == at ? (byte)(value ^ (1 << bit)) : value).ToArray();

    /// <summary>A field with text that is no UTF-8, with another type than its own, longer than the message, or unknown.</summary>
    private static Gen<byte[]> WrongField(int number) => Gen.Elements<byte[]>(
        [(byte)(number << 3 | 2), 2, 0xc3, 0x28],
        [(byte)(number << 3 | 2), 3, 0xed, 0xa0, 0x80],
        [(byte)(number << 3 | 2), 1, 0xff],
        [(byte)(number << 3 | 2), 0xff, 0xff, 0xff, 0xff, 0x07],
        [(byte)(number << 3), 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
        [(byte)(number << 3 | 1), 0, 0],
        [(byte)(number << 3 | 3)],
        [(byte)(number << 3 | 4)],
        [(byte)(number << 3 | 7), 0],
        [0xfa, 0xff, 0xff, 0xff, 0x0f, 1, 0],
        [0, 0]);

    /// <summary>The field in itself, so often: deeper than a reader of messages may follow.</summary>
    private static byte[] Nested(int number, int depth)
    {
        var length = 0;
        var parts = new List<byte[]>(depth);
        for (var i = 0; i < depth; i++)
        {
            byte[] header = [(byte)(number << 3 | 2), .. Varint(length)];
            parts.Add(header);
            length += header.Length;
        }

        parts.Reverse();
        return [.. parts.SelectMany(part => part)];
    }

    private static IEnumerable<byte> Varint(int value)
    {
        for (; value >= 128; value >>= 7)
            yield return (byte)(value | 128);
        yield return (byte)value;
    }
}
