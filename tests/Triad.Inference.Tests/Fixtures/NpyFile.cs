using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Triad.Inference.Tests.Fixtures;

/// <summary>A NumPy array of float32, version 1 or 2 of the format, in C order.</summary>
internal sealed partial record NpyFile(int[] Shape, float[] Values)
{
    private const int MagicLength = 8;

    public static NpyFile Read(string path) => Parse(File.ReadAllBytes(path));

    public static NpyFile Parse(byte[] bytes)
    {
        var (start, length) = bytes[6] == 1
            ? (MagicLength + 2, BitConverter.ToUInt16(bytes, MagicLength))
            : (MagicLength + 4, (int)BitConverter.ToUInt32(bytes, MagicLength));
        var header = Encoding.ASCII.GetString(bytes, start, length);
        if (!header.Contains("'<f4'", StringComparison.Ordinal) || !header.Contains("'fortran_order': False", StringComparison.Ordinal))
            throw new InvalidDataException($"Only C-ordered float32 is read: {header}");
        var shape = Dimension().Matches(Shape_().Match(header).Value).Select(match => int.Parse(match.Value, CultureInfo.InvariantCulture));
        return new NpyFile([.. shape], MemoryMarshal.Cast<byte, float>(bytes.AsSpan(start + length)).ToArray());
    }

    [GeneratedRegex(@"\([^)]*\)")]
    private static partial Regex Shape_();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Dimension();
}
