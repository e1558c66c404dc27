namespace Triad.Grains.Abstractions.Plans;

/// <summary>How a tenant is housed.</summary>
public enum TenantTier
{
    /// <summary>As its size asks for.</summary>
    Auto,

    /// <summary>With others, whatever its size.</summary>
    Shared,

    /// <summary>By itself, whatever its size.</summary>
    Dedicated,
}
