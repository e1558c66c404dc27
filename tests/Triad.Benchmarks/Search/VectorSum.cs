using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Triad.Benchmarks.Search;

/// <summary>The reference of the scan: the fastest thing that can be done with bytes and still needs all of them.</summary>
internal static class VectorSum
{
    /// <summary>The sum of floats, with eight accumulators of the processor's widest vectors; their number is a multiple of 16.</summary>
    public static float Of(ReadOnlySpan<float> floats) => Vector512.IsHardwareAccelerated ? Of512(floats) : Of256(floats);

    private static float Of512(ReadOnlySpan<float> floats)
    {
        ref var at = ref MemoryMarshal.GetReference(floats);
        var (a, b, c, d) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
        var (e, f, g, h) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
        var length = (nuint)floats.Length;
        nuint i = 0;
        for (; i + 128 <= length; i += 128)
        {
            a += Vector512.LoadUnsafe(ref at, i);
            b += Vector512.LoadUnsafe(ref at, i + 16);
            c += Vector512.LoadUnsafe(ref at, i + 32);
            d += Vector512.LoadUnsafe(ref at, i + 48);
            e += Vector512.LoadUnsafe(ref at, i + 64);
            f += Vector512.LoadUnsafe(ref at, i + 80);
            g += Vector512.LoadUnsafe(ref at, i + 96);
            h += Vector512.LoadUnsafe(ref at, i + 112);
        }

        for (; i < length; i += 16)
            a += Vector512.LoadUnsafe(ref at, i);
        return Vector512.Sum(a + b + c + d + (e + f + g + h));
    }
    private static float Of256(ReadOnlySpan<float> floats)
    {
        ref var at = ref MemoryMarshal.GetReference(floats);
        var (a, b, c, d) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        var (e, f, g, h) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        var length = (nuint)floats.Length;
        nuint i = 0;
        for (; i + 64 <= length; i += 64)
        {
            a += Vector256.LoadUnsafe(ref at, i);
            b += Vector256.LoadUnsafe(ref at, i + 8);
            c += Vector256.LoadUnsafe(ref at, i + 16);
            d += Vector256.LoadUnsafe(ref at, i + 24);
            e += Vector256.LoadUnsafe(ref at, i + 32);
            f += Vector256.LoadUnsafe(ref at, i + 40);
            g += Vector256.LoadUnsafe(ref at, i + 48);
            h += Vector256.LoadUnsafe(ref at, i + 56);
        }

        for (; i < length; i += 8)
            a += Vector256.LoadUnsafe(ref at, i);
        return Vector256.Sum(a + b + c + d + (e + f + g + h));
    }
}
