namespace Triad.Core.Usage;

/// <summary>What an amount of usage is told apart by.</summary>
[Flags]
public enum UsageDimensions
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>What was embedded: t, v, a and their combinations.</summary>
    Modality = 1,

    /// <summary>The model package.</summary>
    Package = 2,

    /// <summary>What it was done for: see <see cref="UsageSources"/>.</summary>
    Source = 4,
}
