using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Searches;

namespace Triad.Grains.Searches;

/// <summary>Reaches frozen rankings, wherever they are.</summary>
internal sealed class Rankings(IGrainFactory grains, CallDeadline deadline)
{
    private static readonly Error NoAnswer = new(
        ErrorReason.Unavailable,
        "The silo that keeps the search's ranking does not answer.",
        Remedy: "Try again.",
        RetryAfter: TimeSpan.FromSeconds(1));

    /// <summary>
    /// Freezes a ranking under an id that nobody guesses. Another id is tried, and so mostly another silo, where the first does not answer.
    /// </summary>
    public async Task<Result<Guid>> KeepAsync(TenantId tenant, Ranking ranking, CancellationToken cancellationToken)
    {
        var kept = await KeepAsync(new RankingKey(tenant, Guid.NewGuid()), ranking, cancellationToken);
        return kept.Error?.Reason == ErrorReason.Unavailable
            ? await KeepAsync(new RankingKey(tenant, Guid.NewGuid()), ranking, cancellationToken)
            : kept;
    }

    /// <summary>At most so many hits from a place on.</summary>
    public Task<Result<Ranking>> ReadAsync(TenantId tenant, RankingPlace from, int limit, CancellationToken cancellationToken)
    {
        var grain = grains.Ranking(new RankingKey(tenant, from.Ranking));
        return deadline.AskAsync(token => grain.ReadAsync(from.Place, limit, token), NoAnswer, cancellationToken);
    }

    /// <summary>Freezes what lies beyond the hits that are kept. Returns how many are kept then.</summary>
    public Task<Result<int>> ExtendAsync(TenantId tenant, RankingPlace end, Ranking found, CancellationToken cancellationToken)
    {
        var grain = grains.Ranking(new RankingKey(tenant, end.Ranking));
        return deadline.AskAsync(token => grain.ExtendAsync(end.Place, found, token), NoAnswer, cancellationToken);
    }

    private async Task<Result<Guid>> KeepAsync(RankingKey key, Ranking ranking, CancellationToken cancellationToken)
    {
        var kept = await deadline.AskAsync(token => grains.Ranking(key).KeepAsync(ranking, token), NoAnswer, cancellationToken);
        return kept.IsOk ? key.Ranking : kept.Error;
    }
}
