namespace Orleans.Runtime.Activations;

/// <summary>Where an activation is in its life.</summary>
internal enum ActivationState
{
    /// <summary>Made, not begun.</summary>
    Creating,

    /// <summary>Its constructor and OnActivateAsync run.</summary>
    Activating,

    /// <summary>It takes calls.</summary>
    Valid,

    /// <summary>It ends its running calls, then OnDeactivateAsync runs; new calls wait for the next activation.</summary>
    Deactivating,

    /// <summary>It is gone.</summary>
    Invalid,
}
