namespace Triad.Core.Identity;

/// <summary>One shard of a tenant's vectors.</summary>
/// <param name="Tenant">The tenant that owns every vector of the shard.</param>
/// <param name="Number">The shard's number in the tenant's shard map, from 0.</param>
public readonly record struct ShardId(TenantId Tenant, int Number)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Tenant}/{Number}";
}
