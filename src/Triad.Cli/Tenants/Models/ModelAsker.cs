using Triad.Client;

namespace Triad.Cli.Tenants.Models;

/// <summary>Asks both models of a tenant the same, video by video.</summary>
internal sealed class ModelAsker(SearchClient search, int at)
{
    private const int Deepest = 10;

    /// <summary>Asks a query.</summary>
    /// <param name="name">What it is called in the answer.</param>
    /// <param name="query">The query.</param>
    /// <param name="expected">The video that is right, or null.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    public async Task<ComparedQuery> AskAsync(string name, SearchQuery query, string? expected, CancellationToken cancellationToken)
    {
        try
        {
            var live = await VideosAsync(query, inOther: false, cancellationToken);
            var other = await VideosAsync(query, inOther: true, cancellationToken);
            return new ComparedQuery(
                name,
                Overlap(live, other),
                live.FirstOrDefault()?.VideoId,
                other.FirstOrDefault()?.VideoId,
                expected,
                RankOf(live, expected),
                RankOf(other, expected),
                null)
            {
                IsAll = live.Count < at && other.Count < at,
            };
        }
        catch (TriadException refused) when (
            refused.Reason is "WORDS_UNKNOWN" or "REPRESENTATION_UNAVAILABLE" or "VIDEO_STATE_CONFLICT" or "VIDEO_NOT_FOUND")
        {
            return new ComparedQuery(name, null, null, null, null, null, null, refused.Message);
        }
    }

    private async Task<IReadOnlyList<SearchHit>> VideosAsync(SearchQuery query, bool inOther, CancellationToken cancellationToken)
    {
        var options = new SearchOptions { Limit = Math.Max(at, Deepest), ExcludeStoredParts = true, OtherModel = inOther };
        var page = await search.QueryAsync(query, options, cancellationToken);
        return page.Hits;
    }

    private double Overlap(IReadOnlyList<SearchHit> live, IReadOnlyList<SearchHit> other)
    {
        var (one, two) = (First(live), First(other));
        var most = Math.Max(one.Count, two.Count);
        return most == 0 ? 1 : (double)one.Intersect(two).Count() / most;
    }

    private HashSet<string> First(IReadOnlyList<SearchHit> hits) =>
        hits.Take(at).Select(hit => hit.VideoId).ToHashSet(StringComparer.Ordinal);

    private static int? RankOf(IReadOnlyList<SearchHit> hits, string? expected) => hits.Index()
        .Where(entry => entry.Item.VideoId == expected || entry.Item.VideoName == expected)
        .Select(entry => (int?)entry.Index + 1)
        .FirstOrDefault();
}
