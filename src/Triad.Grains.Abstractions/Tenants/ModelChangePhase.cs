namespace Triad.Grains.Abstractions.Tenants;

/// <summary>Where a tenant's change of its model is.</summary>
public enum ModelChangePhase
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>The new model's vectors are made beside; searches ask the old one's.</summary>
    Shadow,

    /// <summary>Searches ask the new model's vectors; the old one's are kept up, for the way back.</summary>
    CutOver,
}
