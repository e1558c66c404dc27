namespace Triad.Client;

/// <summary>Where a grant stands.</summary>
public enum GrantState
{
    /// <summary>A state that this version of the client does not know.</summary>
    Unknown = 0,

    /// <summary>It can be searched by.</summary>
    Active = 1,

    /// <summary>Its time is over.</summary>
    Expired = 2,

    /// <summary>The grantor has ended it; to the grantee also while the grantor is suspended.</summary>
    Revoked = 3,

    /// <summary>The other tenant was erased.</summary>
    Gone = 4,
}
