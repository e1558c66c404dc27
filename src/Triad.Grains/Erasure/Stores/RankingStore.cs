using Orleans.Serialization.TypeSystem;
using Triad.Core.Erasure;
using Triad.Core.Errors;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Searches;
using Triad.Grains.Searches;

namespace Triad.Grains.Erasure.Stores;

/// <summary>The frozen rankings that page tokens stand for, in the memory of any silo.</summary>
internal sealed class RankingStore(IGrainFactory grains) : IErasableStore
{
    private static readonly string[] Types = [RuntimeTypeNameFormatter.Format(typeof(RankingGrain))];

    public string Name => "rankings";

    public string Unit => "rankings";

    public ErasureStage Stage => ErasureStage.Content;

    public ErasureScopes Scopes => ErasureScopes.Tenant;

    public async Task<Result<long>> CountAsync(ErasureSubject subject, CancellationToken cancellationToken) =>
        (await FindAsync(subject)).Count;

    public async Task<Result> EraseAsync(ErasureSubject subject, CancellationToken cancellationToken)
    {
        foreach (var key in await FindAsync(subject))
        {
            var dropped = await grains.Ranking(key).DropAsync(cancellationToken);
            if (!dropped.IsOk)
                return dropped;
        }

        return Result.Ok;
    }

    public ErasureRemainder? RemainderOf(ErasureSubject subject, DateTimeOffset erasedAt) => null;

    private async Task<List<RankingKey>> FindAsync(ErasureSubject subject)
    {
        var active = await grains.Management().GetDetailedGrainStatistics(Types);
        return
        [
            .. active
                .Select(grain => grain.GrainId.Key.ToString()!)
                .Where(key => key.StartsWith($"{subject.Tenant}/", StringComparison.Ordinal))
                .Select(RankingKey.Parse)
                .Distinct(),
        ];
    }
}
