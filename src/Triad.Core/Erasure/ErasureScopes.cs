namespace Triad.Core.Erasure;

/// <summary>What can be erased from a store by itself.</summary>
[Flags]
public enum ErasureScopes
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>All that a tenant has.</summary>
    Tenant = 1,

    /// <summary>One video.</summary>
    Video = 2,
}
