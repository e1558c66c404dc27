namespace Triad.Client;

/// <summary>What a tenant may do now.</summary>
public enum TenantState
{
    /// <summary>A state that this version of the client does not know.</summary>
    Unknown = 0,

    /// <summary>It can be used.</summary>
    Active = 1,

    /// <summary>Its keys are refused, its data stays.</summary>
    Suspended = 2,

    /// <summary>It is being erased.</summary>
    Deleting = 3,
}
