namespace Triad.Core.Tiers;

/// <summary>What is to become of a tenant's place in the index.</summary>
public enum TierMove
{
    /// <summary>It stays where it is.</summary>
    Stay,

    /// <summary>It gets a shard of its own.</summary>
    Promote,

    /// <summary>It goes back to the shard that small tenants share.</summary>
    Demote,
}
