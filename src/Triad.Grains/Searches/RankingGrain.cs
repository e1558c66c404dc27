using Microsoft.Extensions.Options;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Grains.Abstractions.Searches;

namespace Triad.Grains.Searches;

/// <inheritdoc cref="IRankingGrain"/>
/// <remarks>
/// The grain is the way to the silo that has the ranking; the ranking lies on the silo's shelf, which knows how much room there is.
/// </remarks>
internal sealed class RankingGrain(RankingShelf shelf, IOptions<SearchOptions> options) : Grain, IRankingGrain
{
    private RankingKey _key;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _key = RankingKey.Parse(this.GetPrimaryKeyString());
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        shelf.Remove(_key);
        return Task.CompletedTask;
    }

    public Task<Result> DropAsync(CancellationToken cancellationToken)
    {
        shelf.Remove(_key);
        DeactivateOnIdle();
        return Task.FromResult(Result.Ok);
    }

    public Task<Result<int>> KeepAsync(Ranking ranking, CancellationToken cancellationToken)
    {
        shelf.Put(_key, ranking);
        DelayDeactivation(TimeSpan.FromMinutes(options.Value.FrozenMinutes));
        return Task.FromResult<Result<int>>(ranking.Hits.Length);
    }

    public Task<Result<Ranking>> ReadAsync(int place, int limit, CancellationToken cancellationToken) => Task.FromResult<Result<Ranking>>(
        shelf.Get(_key) is { } ranking ? ranking with { Hits = [.. ranking.Hits.Skip(place).Take(limit)] } : Gone());

    public Task<Result<int>> ExtendAsync(int length, Ranking found, CancellationToken cancellationToken)
    {
        if (shelf.Get(_key) is not { } ranking)
            return Task.FromResult<Result<int>>(Gone());
        if (ranking.Hits.Length != length)
            return Task.FromResult<Result<int>>(ranking.Hits.Length);
        var longer = RankingRules.Extend(ranking, found, options.Value.FrozenHits);
        return Task.FromResult<Result<int>>(shelf.Replace(_key, longer) ? longer.Hits.Length : Gone());
    }

    private Error Gone()
    {
        DeactivateOnIdle(); // An old or guessed id shall not stay in memory.
        return PageTokenRules.Gone;
    }
}
