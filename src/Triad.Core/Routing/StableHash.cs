using System.Text;

namespace Triad.Core.Routing;

/// <summary>
/// FNV-1a, 32 bits (Fowler, Noll, Vo; draft-eastlake-fnv): spreads keys over buckets, and n-grams over embeddings, the same way
/// in every process and version.
/// </summary>
public static class StableHash
{
    private const uint OffsetBasis = 2166136261;
    private const uint Prime = 16777619;

    /// <summary>The hash of a text's UTF-8 bytes.</summary>
    public static uint Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    /// <summary>The hash of some bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var hash = OffsetBasis;
        foreach (var value in bytes)
            hash = (hash ^ value) * Prime;
        return hash;
    }
}
