using Triad.Core.Usage.Export;

namespace Triad.Grains.Usage.Export;

/// <summary>Where usage is exported to.</summary>
public sealed class UsageExportOptions
{
    /// <summary>Where they are in the configuration.</summary>
    public const string Section = "Triad:Usage:Export";

    /// <summary>The targets by their names: 1 to 40 of a-z, 0-9 and hyphens. How far a target is, is kept by its name.</summary>
    public Dictionary<string, UsageTargetOptions> Targets { get; set; } = new(StringComparer.Ordinal);
}
