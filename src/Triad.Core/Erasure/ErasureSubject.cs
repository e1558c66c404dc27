using Triad.Core.Identity;

namespace Triad.Core.Erasure;

/// <summary>What is erased: a tenant with all that it has, or one of its videos.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Video">The video; null for all of the tenant.</param>
public readonly record struct ErasureSubject(TenantId Tenant, VideoId? Video = null)
{
    /// <summary>The scope that a store must have for it.</summary>
    public ErasureScopes Scope => Video is null ? ErasureScopes.Tenant : ErasureScopes.Video;

    /// <inheritdoc/>
    public override string ToString() => Video is { } video ? $"{Tenant}/{video}" : Tenant.ToString();
}
