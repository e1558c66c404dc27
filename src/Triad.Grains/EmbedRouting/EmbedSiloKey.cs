using Orleans.Runtime;

namespace Triad.Grains.EmbedRouting;

/// <summary>
/// The key of an embed grain says which silo it is on. Orleans remembers where the grain of a key is, also of one that keeps nothing: with
/// one key for all, every query of a gateway would go to the silo that was placed first.
/// </summary>
internal static class EmbedSiloKey
{
    /// <summary>The key of a grain on any silo.</summary>
    public const long Any = 0;

    /// <summary>The key of the grain on one silo; a silo that was started again has another.</summary>
    public static long Of(SiloAddress silo) => ((long)silo.Generation << 32) | (uint)silo.GetConsistentHashCode();
}
