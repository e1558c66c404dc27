using System.Text;

namespace Triad.Grains.Abstractions;

/// <summary>FNV-1a, 32 bits: spreads keys over buckets the same way in every process and version.</summary>
internal static class StableHash
{
    public static uint Of(string text)
    {
        var hash = 2166136261u;
        foreach (var b in Encoding.UTF8.GetBytes(text))
            hash = (hash ^ b) * 16777619u;
        return hash;
    }
}
