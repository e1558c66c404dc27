using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Triad.Vectors.Rows;

namespace Triad.Vectors.Scanning;

/// <summary>Upper bounds of scores, from the codes of rows: a quarter of the bytes that the rows take.</summary>
internal static class CodeKernel
{
    private const int BytesAhead = 2048;

    /// <summary>Writes for rows that follow each other the most that their scores can be; never below -1, as no score is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void UpperBounds(RowCodes rows, int from, QueryCodes query, Span<float> bounds)
    {
        if (bounds.IsEmpty)
            return;
        ref var row = ref Unsafe.AsRef(in rows.Row(from));
        ref var q = ref MemoryMarshal.GetArrayDataReference(query.Codes);
        var scales = rows.Scales(from, bounds.Length);
        var rests = rows.Rests(from, bounds.Length);
        var (scale, forRest, always) = (query.Scale, query.ForRest, query.Always);
        for (var i = 0; i < bounds.Length; i++)
        {
            var score = Dot(ref row, ref q, (nuint)query.Codes.Length) * (scale * scales[i]);
            bounds[i] = Math.Max(-1f, score + (forRest * rests[i]) + always);
            row = ref Unsafe.Add(ref row, query.Codes.Length);
        }
    }

    // Sums of whole numbers: the same whatever the width.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Dot(ref sbyte row, ref short query, nuint stride) =>
        Avx512BW.IsSupported ? Dot512(ref row, ref query, stride) : Dot256(ref row, ref query, stride);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Dot512(ref sbyte row, ref short query, nuint stride)
    {
        var (a, b) = (Vector512<int>.Zero, Vector512<int>.Zero);
        nuint i = 0;
        for (; i + (2 * RowCodes.Lane) <= stride; i += 2 * RowCodes.Lane)
        {
            Fetch(ref Unsafe.Add(ref row, i));
            a += Multiply512(ref row, ref query, i);
            b += Multiply512(ref row, ref query, i + RowCodes.Lane);
        }

        if (i < stride)
            a += Multiply512(ref row, ref query, i);
        return Vector512.Sum(a + b);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Multiply512(ref sbyte row, ref short query, nuint at) => Avx512BW.MultiplyAddAdjacent(
        Avx512BW.ConvertToVector512Int16(Vector256.LoadUnsafe(ref row, at)), Vector512.LoadUnsafe(ref query, at));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Dot256(ref sbyte row, ref short query, nuint stride)
    {
        var (a, b) = (Vector256<int>.Zero, Vector256<int>.Zero);
        for (nuint i = 0; i < stride; i += RowCodes.Lane)
        {
            Fetch(ref Unsafe.Add(ref row, i));
            a += Multiply(Widen(ref row, i), Vector256.LoadUnsafe(ref query, i));
            b += Multiply(Widen(ref row, i + 16), Vector256.LoadUnsafe(ref query, i + 16));
        }

        return Vector256.Sum(a + b);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Widen(ref sbyte row, nuint at)
    {
        var codes = Vector128.LoadUnsafe(ref row, at);
        return Avx2.IsSupported
            ? Avx2.ConvertToVector256Int16(codes)
            : Vector256.Create(Vector128.WidenLower(codes), Vector128.WidenUpper(codes));
    }

    // The processor reads ahead by itself, but not over the end of a page; floats come too slowly for that to matter. Any address may be
    // asked for.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Fetch(ref sbyte at)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0((sbyte*)Unsafe.AsPointer(ref at) + BytesAhead);
    }

    // Neighbours are added, which does no harm to a sum over all.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Multiply(Vector256<short> codes, Vector256<short> query) =>
        Avx2.IsSupported
            ? Avx2.MultiplyAddAdjacent(codes, query)
            : (Vector256.WidenLower(codes) * Vector256.WidenLower(query)) + (Vector256.WidenUpper(codes) * Vector256.WidenUpper(query));
}
