using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Triad.Vectors.Scanning;

/// <summary>
/// Dot products of one query with contiguous rows.
/// </summary>
/// <remarks>
/// A scan is bound by memory, so rows are read strictly in address order, which is what the prefetchers follow best; four accumulators
/// hide the latency of the multiply-add. The order of additions within a row depends on nothing but the stride: a row has the same score
/// to the last bit wherever it lies and whoever scans it, which ties and page cursors rely on.
/// </remarks>
internal static class RowKernel
{
    /// <summary>Floats that the length of a row in memory is a multiple of: one register of 512 bits.</summary>
    public const int Lane = 16;

    /// <summary>The length of a row in memory for vectors of <paramref name="dimensions"/> floats; the rest is zero.</summary>
    public static int Stride(int dimensions) => (dimensions + Lane - 1) / Lane * Lane;

    /// <summary>
    /// Writes the scores of rows that follow each other from <paramref name="rows"/> on, as many as there are places for.
    /// </summary>
    /// <remarks>Compiled for good at once: the first searches of a process would else take many times as long.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Dot(ref readonly float rows, ReadOnlySpan<float> query, Span<float> scores)
    {
        ref var row = ref Unsafe.AsRef(in rows);
        ref var q = ref MemoryMarshal.GetReference(query);
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = Clamp(Dot(ref row, ref q, (nuint)query.Length));
            row = ref Unsafe.Add(ref row, query.Length);
        }
    }

    /// <summary>The score of one row; <paramref name="query"/> has the length of a row in memory.</summary>
    public static float Dot(ref readonly float row, ReadOnlySpan<float> query) =>
        Clamp(Dot(ref Unsafe.AsRef(in row), ref MemoryMarshal.GetReference(query), (nuint)query.Length));

    // Rounding may carry the cosine of parallel vectors past one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Clamp(float score) => Math.Min(1f, Math.Max(-1f, score));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Dot(ref float row, ref float query, nuint stride) =>
        Vector512.IsHardwareAccelerated ? Dot512(ref row, ref query, stride) : Dot256(ref row, ref query, stride);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Dot512(ref float row, ref float query, nuint stride)
    {
        var (a, b, c, d) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
        nuint i = 0;
        for (; i + 64 <= stride; i += 64)
        {
            a = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref row, i), Vector512.LoadUnsafe(ref query, i), a);
            b = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref row, i + 16), Vector512.LoadUnsafe(ref query, i + 16), b);
            c = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref row, i + 32), Vector512.LoadUnsafe(ref query, i + 32), c);
            d = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref row, i + 48), Vector512.LoadUnsafe(ref query, i + 48), d);
        }

        for (; i < stride; i += 16)
            a = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref row, i), Vector512.LoadUnsafe(ref query, i), a);

        return Vector512.Sum(a + b + (c + d));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Dot256(ref float row, ref float query, nuint stride)
    {
        var (a, b, c, d) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        nuint i = 0;
        for (; i + 32 <= stride; i += 32)
        {
            a = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref row, i), Vector256.LoadUnsafe(ref query, i), a);
            b = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref row, i + 8), Vector256.LoadUnsafe(ref query, i + 8), b);
            c = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref row, i + 16), Vector256.LoadUnsafe(ref query, i + 16), c);
            d = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref row, i + 24), Vector256.LoadUnsafe(ref query, i + 24), d);
        }

        for (; i < stride; i += 8)
            a = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref row, i), Vector256.LoadUnsafe(ref query, i), a);

        return Vector256.Sum(a + b + (c + d));
    }
}
