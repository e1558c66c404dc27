using System.ComponentModel.DataAnnotations;

namespace Triad.Grains.Erasure;

/// <summary>Settings of erasures.</summary>
public sealed class ErasureOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Triad:Erasure";

    /// <summary>
    /// Seconds after which a closed tenant is refused by every gateway, 0 to 60: longer than they keep keys. Nothing is counted or erased before.
    /// </summary>
    [Range(0, 60)]
    public double ClosingSeconds { get; set; } = 6;

    /// <summary>Seconds after which what is left, or does not answer, is tried again, 0.01 to 60.</summary>
    [Range(0.01, 60)]
    public double RetrySeconds { get; set; } = 1;
}
