using Triad.Core.Errors;

namespace Triad.Grains.Abstractions.Searches;

/// <summary>
/// Keeps the ranking of a search's page one for the pages after it, where the index cannot look back. Key: <see cref="RankingKey"/>. It is
/// in the memory of one silo, for some minutes and as long as there is room: PageTokenInvalid where it is no longer kept.
/// </summary>
[Alias("triad.IRankingGrain")]
public interface IRankingGrain : IGrainWithStringKey
{
    /// <summary>Lets go of it; success where there is none.</summary>
    [Alias("Drop")]
    Task<Result> DropAsync(CancellationToken cancellationToken);

    /// <summary>Freezes the ranking of page one. Returns how many hits are kept.</summary>
    [Alias("Keep")]
    Task<Result<int>> KeepAsync(Ranking ranking, CancellationToken cancellationToken);

    /// <summary>At most so many hits from a place on.</summary>
    [Alias("Read")]
    Task<Result<Ranking>> ReadAsync(int place, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Freezes what a later search found beyond the hits that are kept: of its hits those whose video or segment is not among them. Does
    /// nothing where there are no longer <paramref name="length"/> hits: another search was faster. Returns how many hits are kept.
    /// </summary>
    [Alias("Extend")]
    Task<Result<int>> ExtendAsync(int length, Ranking found, CancellationToken cancellationToken);
}
