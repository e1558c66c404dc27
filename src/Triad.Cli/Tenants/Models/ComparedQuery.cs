namespace Triad.Cli.Tenants.Models;

/// <summary>What both models answered to a query.</summary>
/// <param name="Query">The text, or the video that was asked with.</param>
/// <param name="Overlap">The share of the first videos that both have; null where one could not be asked.</param>
/// <param name="LiveFirst">The live model's first video, or null.</param>
/// <param name="OtherFirst">The other model's first video, or null.</param>
/// <param name="Expected">The video that is right, where the query says so.</param>
/// <param name="LiveRank">Its rank with the live model, from 1; null where it is not among the hits.</param>
/// <param name="OtherRank">Its rank with the other model.</param>
/// <param name="Problem">Why a model could not be asked, or null.</param>
internal sealed record ComparedQuery(
    string Query,
    double? Overlap,
    string? LiveFirst,
    string? OtherFirst,
    string? Expected,
    int? LiveRank,
    int? OtherRank,
    string? Problem)
{
    /// <summary>True where fewer videos were found than are compared, so that there was nothing to choose from.</summary>
    public bool IsAll { get; init; }
}
