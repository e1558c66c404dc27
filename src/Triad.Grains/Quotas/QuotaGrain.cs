using Microsoft.Extensions.Options;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Quotas;
using Triad.Core.Rows;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Quotas;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.Abstractions.Videos;
using Triad.Grains.Ingest;
using Triad.Grains.Tenants;

namespace Triad.Grains.Quotas;

/// <inheritdoc cref="IQuotaGrain"/>
internal sealed class QuotaGrain(
    IRowStore store,
    IGrainFactory grains,
    ITenantNotices notices,
    IOptions<QuotaOptions> options,
    IOptions<IngestOptions> ingest,
    TimeProvider time) : Grain, IQuotaGrain
{
    private static readonly TimeSpan PlaceWait = TimeSpan.FromSeconds(1);

    private readonly DayBudget _embed = new(TenantQuota.EmbedSecondsPerDay, time);
    private readonly DayBudget _sent = new(TenantQuota.BytesSentPerDay, time);
    private readonly IngestPlaces _places = new(TimeSpan.FromSeconds(ingest.Value.LeaseSeconds), time);
    private QuotaRows _rows = null!;
    private Task<Result>? _opening;

    private TenantId Id { get; set; }

    private SpaceBook Space => _rows.Space;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Id = QuotaKey.Parse(this.GetPrimaryKeyString());
        _rows = new QuotaRows(Id, store, notices, time, DeactivateOnIdle);
        return Task.CompletedTask;
    }

    public async Task<Result<SpaceGrant>> ReserveAsync(SpaceRequest request, CancellationToken cancellationToken)
    {
        var quotas = await BeginAsync(cancellationToken);
        if (!quotas.IsOk)
            return quotas.Error;
        var validFor = TimeSpan.FromMinutes(options.Value.ReservationMinutes);
        await SweepAsync(cancellationToken);
        var reserved = Space.Reserve(quotas.Value, request, time.GetUtcNow() + validFor);
        var put = await PutAsync(reserved, quotas.Value, cancellationToken);
        return put.IsOk ? new SpaceGrant(reserved.Value!.Bytes, validFor) : put.Error;
    }

    public async Task<Result> SettleAsync(VideoId video, string mark, long bytes, CancellationToken cancellationToken)
    {
        var quotas = await BeginAsync(cancellationToken);
        if (!quotas.IsOk)
            return quotas.Error;
        var settled = Space.Settle(quotas.Value, video, mark, bytes);
        return await PutAsync(settled, quotas.Value, cancellationToken);
    }

    public async Task<Result> ReleaseAsync(VideoId video, string mark, CancellationToken cancellationToken)
    {
        var quotas = await BeginUnlessClosedAsync(cancellationToken);
        return quotas.IsOk ? await _rows.RemoveAsync(video, mark, cancellationToken) : OkOfNoTenant(quotas.Error);
    }

    public async Task<Result> ForgetAsync(VideoId video, CancellationToken cancellationToken)
    {
        var quotas = await BeginUnlessClosedAsync(cancellationToken);
        if (!quotas.IsOk)
            return OkOfNoTenant(quotas.Error);
        while (Space.FindVideo(video) is { } entry)
        {
            var removed = await _rows.RemoveAsync(video, entry.Mark, cancellationToken);
            if (!removed.IsOk)
                return removed;
        }

        return Result.Ok;
    }

    public async Task<Result> MeasureAsync(VideoId video, double seconds, bool isFinal, CancellationToken cancellationToken)
    {
        var quotas = await BeginAsync(cancellationToken);
        if (!quotas.IsOk)
            return quotas.Error;
        if (Space.FindVideo(video) is not { } entry)
            return Result.Ok;
        var measured = Space.Measure(quotas.Value, entry, seconds, isFinal);
        return await PutAsync(measured, quotas.Value, cancellationToken);
    }

    public async Task<Result<IngestAdmission>> EnterIngestAsync(VideoId video, TenantQuotas quotas, CancellationToken cancellationToken)
    {
        var begun = await BeginUnlessClosedAsync(cancellationToken);
        if (!begun.IsOk)
            return begun.Error;
        if (DayIsOver(quotas) is { } waits)
            return waits;
        if (quotas.ConcurrentIngests is not { } most)
            return IngestAdmission.Granted;
        if (!_places.Has(video))
        {
            var freed = await FreeAsync(cancellationToken);
            if (!freed.IsOk)
                return freed.Error;
            await _rows.WarnAsync(new QuotaUse(QuotaNames.ConcurrentIngests, most, Math.Min(_places.Count + 1, most)), cancellationToken);
            if (_places.Count >= most)
                return new IngestAdmission(PlaceWait, $"waiting for its turn: the tenant's quota is {most} {QuotaRefusals.UnitOf(QuotaNames.ConcurrentIngests)}");
            var put = await _rows.PutAsync(IngestPlaces.RowOf(video), cancellationToken);
            if (!put.IsOk)
                return put.Error;
        }

        _places.Hold(video);
        return IngestAdmission.Granted;
    }

    public async Task<Result> LeaveIngestAsync(VideoId video, CancellationToken cancellationToken)
    {
        var quotas = await BeginUnlessClosedAsync(cancellationToken);
        if (!quotas.IsOk)
            return OkOfNoTenant(quotas.Error);
        if (!_places.Has(video))
            return Result.Ok;
        var removed = await _rows.RemoveAsync(IngestPlaces.RowOf(video).Key, cancellationToken);
        if (removed.IsOk)
            _places.Leave(video);
        return removed;
    }

    public async Task<Result<IngestAdmission>> EmbeddedAsync(VideoId video, double seconds, CancellationToken cancellationToken)
    {
        var quotas = await BeginAsync(cancellationToken);
        if (!quotas.IsOk)
            return quotas.Error;
        if (_places.Has(video))
            _places.Hold(video);
        if (quotas.Value.EmbedSecondsPerDay is not { } most)
            return IngestAdmission.Granted;
        var spent = await SpendAsync(seconds, most, cancellationToken);
        return spent.IsOk ? DayIsOver(quotas.Value) ?? IngestAdmission.Granted : spent.Error;
    }

    public async Task<Result> ChargeAsync(double seconds, CancellationToken cancellationToken)
    {
        var quotas = await BeginUnlessClosedAsync(cancellationToken);
        if (!quotas.IsOk)
            return quotas.Error;
        return quotas.Value.EmbedSecondsPerDay is { } most ? await SpendAsync(seconds, most, cancellationToken) : Result.Ok;
    }

    public async Task<Result<DayGrant>> DrawAsync(DayDraw draw, CancellationToken cancellationToken)
    {
        var quotas = await BeginAsync(cancellationToken);
        if (!quotas.IsOk)
            return quotas.Error;
        var (budget, name, limit) = draw.Quota == TenantQuota.BytesSentPerDay
            ? (_sent, QuotaNames.BytesSentPerDay, (double?)quotas.Value.BytesSentPerDay)
            : (_embed, QuotaNames.EmbedSecondsPerDay, quotas.Value.EmbedSecondsPerDay);
        budget.Settle(draw);
        var grant = budget.Grant(draw.Gateway, limit);
        if (limit is not { } most)
            return grant;
        var put = await _rows.PutAsync(budget.ToRow(), cancellationToken);
        if (!put.IsOk)
            return put.Error;
        await _rows.WarnAsync(new QuotaUse(name, most, grant.Used), cancellationToken);
        return grant;
    }

    public async Task<Result<QuotaUsage>> UseAsync(CancellationToken cancellationToken)
    {
        var quotas = await BeginAsync(cancellationToken);
        if (!quotas.IsOk)
            return quotas.Error;
        await SweepAsync(cancellationToken);
        return new QuotaUsage(Space.Videos, (double)Space.Seconds, Space.Bytes, _places.Count, _embed.Held, _sent.Held);
    }

    /// <summary>Reads what is stored, and the quotas as they are now.</summary>
    private async Task<Result<TenantQuotas>> BeginAsync(CancellationToken cancellationToken) =>
        await BeginAsync(await grains.Tenant(Id).GetAsync(cancellationToken));

    private async Task<Result<TenantQuotas>> BeginAsync(Result<TenantSnapshot> tenant)
    {
        if (!tenant.IsOk)
        {
            DeactivateOnIdle(); // A guessed id shall not stay in memory.
            return tenant.Error;
        }

        var opened = await OpenAsync();
        return opened.IsOk ? tenant.Value.Quotas : opened.Error;
    }

    /// <summary>Does the same, but not for a tenant that is being erased: its rows go as a whole, and to open them then would make them anew.</summary>
    private async Task<Result<TenantQuotas>> BeginUnlessClosedAsync(CancellationToken cancellationToken)
    {
        var tenant = await grains.Tenant(Id).GetAsync(cancellationToken);
        return tenant is { IsOk: true, Value.Status: TenantStatus.Deleting } ? TenantRules.Closed(Id) : await BeginAsync(tenant);
    }

    // A tenant that is gone, or is going, has nothing to be given back.
    private static Result OkOfNoTenant(Error error) => error.Reason is ErrorReason.TenantNotFound or ErrorReason.TenantSuspended ? Result.Ok : error;

    /// <summary>Takes the rows over and reads them, once; a failure is told and tried again at the next call.</summary>
    private async Task<Result> OpenAsync()
    {
        var opening = _opening ??= LoadAsync();
        var opened = Result.Fail(new Error(ErrorReason.Unavailable, "The tenant's quotas cannot be read now."));
        try
        {
            return opened = await opening;
        }
        finally
        {
            if (_opening == opening && !opened.IsOk)
                _opening = null;
        }
    }

    private async Task<Result> LoadAsync()
    {
        _rows = new QuotaRows(Id, store, notices, time, DeactivateOnIdle);
        var opened = await _rows.OpenAsync(_places, [_embed, _sent]);
        return opened.IsOk && !_rows.IsAdopted ? await new QuotaAdoption(Id, grains).RunAsync(_rows, CancellationToken.None) : opened;
    }

    private async Task<Result> PutAsync(Result<SpaceEntry> entry, TenantQuotas quotas, CancellationToken cancellationToken)
    {
        if (entry.IsOk)
            return await PutAsync(entry.Value, quotas, cancellationToken);
        if (entry.Error.Quota is { } use)
            await _rows.WarnAsync(use, cancellationToken, wasRefused: true);
        return entry.Error;
    }

    private async Task<Result> PutAsync(SpaceEntry entry, TenantQuotas quotas, CancellationToken cancellationToken)
    {
        var put = await _rows.PutAsync(entry, cancellationToken);
        if (!put.IsOk)
            return put;
        if (quotas.Videos is { } videos)
            await _rows.WarnAsync(new QuotaUse(QuotaNames.Videos, videos, Space.Videos), cancellationToken);
        if (quotas.StoredBytes is { } bytes)
            await _rows.WarnAsync(new QuotaUse(QuotaNames.StoredBytes, bytes, Space.Bytes), cancellationToken);
        if (quotas.MediaSeconds is { } seconds)
            await _rows.WarnAsync(new QuotaUse(QuotaNames.MediaSeconds, seconds, (double)Space.Seconds), cancellationToken);
        return Result.Ok;
    }

    /// <summary>Gives the room back of uploads that nobody has asked for again. Of one that has become a video only the answer was lost.</summary>
    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        foreach (var entry in Space.Overdue(time.GetUtcNow()))
        {
            var video = await grains.Video(new VideoKey(Id, entry.Video)).GetAsync(cancellationToken);
            if (video.IsOk && video.Value.SourceBlob == entry.Mark)
                await _rows.PutAsync(entry with { IsSettled = true }, cancellationToken);
            else if (video.IsOk || video.Error.Reason == ErrorReason.VideoNotFound)
                await _rows.RemoveAsync(entry.Video, entry.Mark, cancellationToken);
        }
    }

    private async Task<Result> FreeAsync(CancellationToken cancellationToken)
    {
        foreach (var video in _places.Lost())
        {
            var removed = await _rows.RemoveAsync(IngestPlaces.RowOf(video).Key, cancellationToken);
            if (!removed.IsOk)
                return removed;
            _places.Leave(video);
        }

        return Result.Ok;
    }

    private async Task<Result> SpendAsync(double seconds, double most, CancellationToken cancellationToken)
    {
        _embed.Spend(seconds);
        var put = seconds > 0 ? await _rows.PutAsync(_embed.ToRow(), cancellationToken) : Result.Ok;
        if (!put.IsOk)
        {
            _embed.Spend(-seconds); // They are told again.
            return put;
        }

        await _rows.WarnAsync(new QuotaUse(QuotaNames.EmbedSecondsPerDay, most, _embed.Held), cancellationToken);
        return Result.Ok;
    }

    private IngestAdmission? DayIsOver(TenantQuotas quotas) =>
        quotas.EmbedSecondsPerDay is { } most && _embed.Held >= most * (1 - options.Value.QueryShare)
            ? new IngestAdmission(
                TimeSpan.FromSeconds(Math.Min(options.Value.RaiseSeconds, _embed.UntilReset.TotalSeconds)),
                FormattableString.Invariant($"waiting until 00:00 UTC: the tenant's quota of {most:0.###} {QuotaRefusals.UnitOf(QuotaNames.EmbedSecondsPerDay)} is used up"))
            : null;
}
