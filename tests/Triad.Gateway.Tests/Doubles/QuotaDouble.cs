using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Quotas;
using Triad.Grains.Abstractions.Quotas;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Gateway.Tests.Doubles;

internal sealed class QuotaDouble(GrainWorld world, string id) : IQuotaGrain
{
    public Task<Result<SpaceGrant>> ReserveAsync(SpaceRequest request, CancellationToken cancellationToken)
    {
        var others = world.Room.Where(held => held.Key != KeyOf(request.VideoId, request.Mark)).Sum(held => held.Value);
        if (world.Tenants[id].Quotas.StoredBytes is { } most && others + request.Bytes > most)
            return Task.FromResult<Result<SpaceGrant>>(QuotaRefusals.NoRoom(new QuotaUse(QuotaNames.StoredBytes, most, others), request.Bytes));
        world.Room[KeyOf(request.VideoId, request.Mark)] = request.Bytes;
        return Task.FromResult<Result<SpaceGrant>>(new SpaceGrant(request.Bytes, TimeSpan.FromMinutes(10)));
    }

    public Task<Result> ReleaseAsync(VideoId video, string mark, CancellationToken cancellationToken)
    {
        world.Room.TryRemove(KeyOf(video, mark), out _);
        return Task.FromResult(Result.Ok);
    }

    public Task<Result<DayGrant>> DrawAsync(DayDraw draw, CancellationToken cancellationToken)
    {
        world.Draws.Enqueue(draw);
        return Task.FromResult<Result<DayGrant>>(world.NextGrant ?? new DayGrant(1, 1e9, 1e9, 0, TimeSpan.FromHours(1)));
    }

    public Task<Result> SettleAsync(VideoId video, string mark, long bytes, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result> ForgetAsync(VideoId video, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result> MeasureAsync(VideoId video, double seconds, bool isFinal, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result<IngestAdmission>> EnterIngestAsync(VideoId video, TenantQuotas quotas, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<Result> LeaveIngestAsync(VideoId video, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result<IngestAdmission>> EmbeddedAsync(VideoId video, double seconds, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result> ChargeAsync(double seconds, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result<QuotaUsage>> UseAsync(CancellationToken cancellationToken) =>
        Task.FromResult<Result<QuotaUsage>>(new QuotaUsage(1, 90, 4096, 1, 0, 0));

    private string KeyOf(VideoId video, string mark) => $"{id}/{video}/{mark}";
}
