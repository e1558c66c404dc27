using System.Runtime.InteropServices;
using Triad.Core.Identity;
using Triad.Vectors.Rows;

namespace Triad.Vectors.Graphs;

/// <summary>
/// What a node of a graph stands for: a vector's id, and its content, so that a replaced vector is not taken for the one in the graph.
/// </summary>
/// <param name="Id">The vector's id.</param>
/// <param name="Content">A hash of its floats.</param>
internal readonly record struct GraphKey(PointId Id, ulong Content)
{
    private const ulong Start = 0x9E3779B97F4A7C15;
    private const ulong Factor = 0xD6E8FEB86659FD93;

    public static GraphKey Of(RowPlace place) => new(place.Info.Id, ContentOf(place.Vector.Span));

    /// <summary>The hash of a vector: each float's bits are mixed in, in order. Stored in files; it never changes.</summary>
    public static ulong ContentOf(ReadOnlySpan<float> vector)
    {
        var hash = Start ^ (ulong)vector.Length;
        foreach (var bits in MemoryMarshal.Cast<float, uint>(vector))
        {
            hash = (hash ^ bits) * Factor;
            hash ^= hash >> 32;
        }

        return hash;
    }
}
