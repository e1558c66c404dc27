namespace Triad.Client;

/// <summary>How a tenant is housed.</summary>
public enum TenantTier
{
    /// <summary>As its size asks for.</summary>
    Auto = 0,

    /// <summary>With others, whatever its size.</summary>
    Shared = 1,

    /// <summary>By itself, whatever its size.</summary>
    Dedicated = 2,
}
