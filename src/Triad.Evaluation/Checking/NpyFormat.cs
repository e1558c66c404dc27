using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using Triad.Inference.Kinds;

namespace Triad.Evaluation.Checking;

/// <summary>The format of NumPy's .npy files (NEP 1), for little-endian numbers and truth values in C order.</summary>
internal static partial class NpyFormat
{
    private const int HeaderStart = 10;
    private const int LongHeaderStart = 12;
    private const int Alignment = 64;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads an array.</summary>
    /// <exception cref="InvalidDataException">The bytes are no such file.</exception>
    public static StoredArray Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < LongHeaderStart || !bytes.StartsWith(Magic))
            throw new InvalidDataException("is no NumPy array");
        var start = bytes[6] == 1 ? HeaderStart : LongHeaderStart;
        var length = bytes[6] == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]) : BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]);
        if (length < 0 || length > bytes.Length - start)
            throw new InvalidDataException("ends within its header");
        var header = Header().Match(Encoding.ASCII.GetString(bytes.Slice(start, length)));
        if (!header.Success)
            throw new InvalidDataException("has a header that is not one of a plain array in C order");
        var shape = header.Groups["shape"].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(size => int.Parse(size, CultureInfo.InvariantCulture)).ToArray();
        var values = Values(header.Groups["type"].Value, bytes[(start + length)..]);
        return shape.Aggregate(1L, (product, size) => product * size) == values.Length
            ? new StoredArray(shape, values)
            : throw new InvalidDataException($"has {values.Length} values, and the shape ({string.Join(", ", shape)})");
    }

    /// <summary>Writes an array.</summary>
    public static byte[] Write(StoredArray array)
    {
        var shape = string.Concat(array.Shape.Select(size => FormattableString.Invariant($"{size}, ")));
        var text = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({shape.TrimEnd()}), }}";
        var length = ((HeaderStart + text.Length + Alignment) / Alignment * Alignment) - HeaderStart;
        var bytes = new byte[HeaderStart + length + (array.Values.Length * sizeof(float))];
        Magic.CopyTo(bytes);
        bytes[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(8), (ushort)length);
        Encoding.ASCII.GetBytes(text.PadRight(length - 1) + "\n", bytes.AsSpan(HeaderStart));
        MemoryMarshal.AsBytes<float>(array.Values).CopyTo(bytes.AsSpan(HeaderStart + length));
        return bytes;
    }

    private static float[] Values(string type, ReadOnlySpan<byte> bytes) => type switch
    {
        "<f4" => MemoryMarshal.Cast<byte, float>(bytes).ToArray(),
        "<f8" => Array.ConvertAll(MemoryMarshal.Cast<byte, double>(bytes).ToArray(), value => (float)value),
        "<i8" => Array.ConvertAll(MemoryMarshal.Cast<byte, long>(bytes).ToArray(), value => (float)value),
        "<i4" => Array.ConvertAll(MemoryMarshal.Cast<byte, int>(bytes).ToArray(), value => (float)value),
        "|b1" or "|u1" => Array.ConvertAll(bytes.ToArray(), value => (float)value),
        _ => throw new InvalidDataException($"has values of the type '{type}'; single and double precision, whole numbers and truth values are read"),
    };

    [GeneratedRegex(@"\A\{'descr': '(?<type>[^']{2,4})', 'fortran_order': False, 'shape': \((?<shape>[0-9, ]{0,100})\), *\} *\n?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Header();
}
