using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Triad.Vectors.Rows;

/// <summary>
/// The rows of a chunk once more, as bytes: row = scale * codes + rest. Of the rest its length is kept, so that a score from the codes
/// bounds the true one.
/// </summary>
internal sealed class RowCodes
{
    /// <summary>Codes that the length of a row in memory is a multiple of.</summary>
    public const int Lane = 32;

    private const int Alignment = 64;
    private const int Largest = sbyte.MaxValue;

    // The rest's length is rounded up by more than its own computation may be wrong.
    private const double RoundedUp = 1 + 1e-6;

    private readonly sbyte[] _codes;
    private readonly int _offset;
    private readonly int _stride;
    private readonly float[] _scales;
    private readonly float[] _rests;

    public RowCodes(int dimension, int capacity)
    {
        _stride = Stride(dimension);
        _codes = GC.AllocateArray<sbyte>(checked((capacity * _stride) + Alignment), pinned: true);
        _offset = Misalignment(_codes);
        _scales = new float[capacity];
        _rests = new float[capacity];
    }

    public long Bytes => _codes.Length + ((long)(_scales.Length + _rests.Length) * sizeof(float));

    /// <summary>The length of a row in memory for vectors of <paramref name="dimension"/> floats; the rest is zero.</summary>
    public static int Stride(int dimension) => (dimension + Lane - 1) / Lane * Lane;

    public ref readonly sbyte Row(int row) => ref _codes[_offset + (row * _stride)];

    /// <summary>What a code stands for in each row, from one on.</summary>
    public ReadOnlySpan<float> Scales(int from, int count) => _scales.AsSpan(from, count);

    /// <summary>The lengths of what codes leave out, from one row on.</summary>
    public ReadOnlySpan<float> Rests(int from, int count) => _rests.AsSpan(from, count);

    /// <summary>The codes of a vector, and what one of them stands for.</summary>
    public static float Quantise(ReadOnlySpan<float> vector, Span<sbyte> codes)
    {
        var scale = MathF.Abs(TensorPrimitives.MaxMagnitude(vector)) / Largest;
        for (var i = 0; i < vector.Length; i++)
            codes[i] = (sbyte)(scale > 0 ? Math.Clamp(MathF.Round(vector[i] / scale), -Largest, Largest) : 0);
        return scale;
    }

    public void Set(int row, ReadOnlySpan<float> vector)
    {
        var codes = _codes.AsSpan(_offset + (row * _stride), vector.Length);
        var scale = Quantise(vector, codes);
        var rest = 0.0;
        for (var i = 0; i < vector.Length; i++)
        {
            var left = vector[i] - ((double)scale * codes[i]);
            rest += left * left;
        }

        (_scales[row], _rests[row]) = (scale, (float)(Math.Sqrt(rest) * RoundedUp));
    }

    private static unsafe int Misalignment(sbyte[] codes)
    {
        var address = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(codes));
        return (int)(-address & (Alignment - 1));
    }
}
