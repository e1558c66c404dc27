using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Triad.Inference.Tests.Fixtures;

/// <summary>A NumPy array, version 1 or 2 of the format, in C order.</summary>
internal sealed partial record NpyFile<T>(int[] Shape, T[] Values)
    where T : unmanaged
{
    private const int MagicLength = 8;

    private static readonly string Type = default(T) switch
    {
        float => "'<f4'",
        byte => "'|u1'",
        bool => "'|b1'",
        short => "'<i2'",
        int => "'<i4'",
        _ => "'<i8'",
    };

    public static NpyFile<T> Read(string path) => Parse(File.ReadAllBytes(path));

    public static NpyFile<T> Parse(byte[] bytes)
    {
        var (start, length) = bytes[6] == 1
            ? (MagicLength + 2, BitConverter.ToUInt16(bytes, MagicLength))
            : (MagicLength + 4, (int)BitConverter.ToUInt32(bytes, MagicLength));
        var header = Encoding.ASCII.GetString(bytes, start, length);
        if (!header.Contains(Type, StringComparison.Ordinal) || !header.Contains("'fortran_order': False", StringComparison.Ordinal))
            throw new InvalidDataException($"Only C-ordered {Type} is read here: {header}");
        var shape = Dimension().Matches(Tuple().Match(header).Value).Select(match => int.Parse(match.Value, CultureInfo.InvariantCulture));
        return new NpyFile<T>([.. shape], MemoryMarshal.Cast<byte, T>(bytes.AsSpan(start + length)).ToArray());
    }

    [GeneratedRegex(@"\([^)]*\)")]
    private static partial Regex Tuple();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Dimension();
}
