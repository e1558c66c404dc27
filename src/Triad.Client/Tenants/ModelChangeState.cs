namespace Triad.Client;

/// <summary>Where a tenant's change of its model is.</summary>
public enum ModelChangeState
{
    /// <summary>A state that this version of the client does not know.</summary>
    Unknown = 0,

    /// <summary>There is no change.</summary>
    None = 1,

    /// <summary>The other model is the new one, and is being made.</summary>
    Shadow = 2,

    /// <summary>The other model is the old one, and is kept up for the way back.</summary>
    CutOver = 3,
}
