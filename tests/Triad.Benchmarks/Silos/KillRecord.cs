using System.Text.Json.Serialization;

namespace Triad.Benchmarks.Silos;

/// <summary>What one kill did.</summary>
/// <param name="Roles">The roles of the process.</param>
/// <param name="Blow">What was done to it.</param>
/// <param name="Spared">True where others had all its roles; else it was started again at once.</param>
/// <param name="DetectionSeconds">Until another wrote it down as dead; null where nobody did, as with one that took leave.</param>
/// <param name="RecoverySeconds">Until the first of the searches that succeed from then on; null where they never did.</param>
/// <param name="FailedSearches">Searches that failed until then.</param>
/// <param name="SlowestSeconds">The longest that a search took, failed or not.</param>
/// <param name="WentOn">True where a process that had been given up did not end by itself.</param>
internal sealed record KillRecord(
    [property: JsonPropertyName("roles")] string Roles,
    [property: JsonPropertyName("blow")] string Blow,
    [property: JsonPropertyName("spared")] bool Spared,
    [property: JsonPropertyName("detection_s")] double? DetectionSeconds,
    [property: JsonPropertyName("recovery_s")] double? RecoverySeconds,
    [property: JsonPropertyName("failed_searches")] int FailedSearches,
    [property: JsonPropertyName("slowest_s")] double SlowestSeconds,
    [property: JsonPropertyName("went_on")] bool WentOn);
