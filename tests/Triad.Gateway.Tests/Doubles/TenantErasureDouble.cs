using Triad.Core.Errors;
using Triad.Grains.Abstractions.Erasure;

namespace Triad.Gateway.Tests.Doubles;

internal sealed class TenantErasureDouble(GrainWorld world, string id) : ITenantErasureGrain
{
    public Task<Result<ErasureProgress>> BeginAsync(string requestedBy, CancellationToken cancellationToken) =>
        Task.FromResult(world.Tenants.ContainsKey(id) || world.Erasures.ContainsKey(id)
            ? Next()
            : Error.Of(ErrorReason.TenantNotFound, "tenant_id", id, "does not exist", "List the tenants."));

    public Task<Result<ErasureProgress>> GetAsync(CancellationToken cancellationToken) => Task.FromResult(
        world.Receipts.TryGetValue(id, out var receipt)
            ? new ErasureProgress(9, 100, "erased", receipt.StartedAt, receipt)
            : world.Erasures.ContainsKey(id)
                ? new ErasureProgress(1, 50, "erasing", DateTimeOffset.UnixEpoch, null)
                : Result<ErasureProgress>.Fail(Error.Of(ErrorReason.ReceiptNotFound, "tenant_id", id, "was not erased", "List the receipts.")));

    public Task<Result> CheckAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result<ErasureProgress>> WatchAsync(long seenVersion, CancellationToken cancellationToken) => Task.FromResult(Next());

    public Task<Result> ResumeAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    private Result<ErasureProgress> Next() => world.Erasures[id].TryDequeue(out var next) ? next : throw new InvalidOperationException("Nothing more happens.");
}
