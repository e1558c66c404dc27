using Orleans.Runtime;
using Triad.Core.Erasure;
using Triad.Core.Errors;

namespace Triad.Grains.Erasure.Uploads;

/// <summary>
/// Uploads in the journals of all processes that run, and of ended ones whose folders those have: what a killed gateway left counts. An upload on its way
/// counts too; it ends by itself since its tenant is closed.
/// </summary>
internal sealed class UploadStore(ISiloStatusOracle silos, UploadJournalClient client) : IErasableStore
{
    public string Name => "uploads";

    public string Unit => "uploads";

    public ErasureStage Stage => ErasureStage.Work;

    public ErasureScopes Scopes => ErasureScopes.Tenant;

    public async Task<Result<long>> CountAsync(ErasureSubject subject, CancellationToken cancellationToken)
    {
        var counts = await Task.WhenAll(silos.GetActiveSilos().Select(silo => client.On(silo).CountAsync(subject.Tenant, cancellationToken)));
        return counts.FirstOrDefault(count => !count.IsOk).Error is { } failed ? failed : counts.Sum(count => count.Value);
    }

    public async Task<Result> EraseAsync(ErasureSubject subject, CancellationToken cancellationToken)
    {
        foreach (var silo in silos.GetActiveSilos())
        {
            var erased = await client.On(silo).EraseAsync(subject.Tenant, cancellationToken);
            if (!erased.IsOk)
                return erased;
        }

        return Result.Ok;
    }

    public ErasureRemainder? RemainderOf(ErasureSubject subject, DateTimeOffset erasedAt) => null;
}
