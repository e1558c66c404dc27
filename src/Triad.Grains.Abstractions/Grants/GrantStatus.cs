namespace Triad.Grains.Abstractions.Grants;

/// <summary>Where a grant stands.</summary>
public enum GrantStatus
{
    /// <summary>It can be searched by.</summary>
    Active,

    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>The grantor has ended it; to the grantee also while the grantor is not active.</summary>
    Revoked,

    /// <summary>The other tenant was erased.</summary>
    Gone,
}
