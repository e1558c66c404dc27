namespace Triad.Inference.Text;

/// <summary>The 32-bit hash FNV-1a of Fowler, Noll and Vo.</summary>
internal static class Fnv1a
{
    private const uint OffsetBasis = 2166136261;
    private const uint Prime = 16777619;

    /// <summary>The hash of some bytes.</summary>
    public static uint Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = OffsetBasis;
        foreach (var value in bytes) hash = (hash ^ value) * Prime;
        return hash;
    }
}
