using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Runtime;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Rows;
using Triad.Core.Usage;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Usage;
using Triad.Grains.State;
using Triad.Grains.Usage.Export;
using Triad.Grains.Usage.Ledgers;
using Triad.Grains.Usage.Stored;

namespace Triad.Grains.Usage;

/// <inheritdoc cref="IUsageClerkGrain"/>
internal sealed partial class UsageClerkGrain(
    IRowStore store,
    IGrainFactory grains,
    StoredHours stored,
    UsageTargets targets,
    IOptions<UsageOptions> options,
    TimeProvider time,
    ILogger<UsageClerkGrain> log) : Grain, IUsageClerkGrain
{
    private const string Owner = "usage-clerk";
    private const string Begun = "begun";
    private const int AtOnce = 16;

    private readonly UsageExporter _exporter = new(grains, targets, time, log);
    private Task<Result>? _opening;
    private DueTenants? _opened;
    private UsageHour _begun;
    private UsageHour _stored;
    private DateTimeOffset _next = DateTimeOffset.MinValue;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _opened?.Dispose();
        return Task.CompletedTask;
    }

    public async Task<Result> MarkAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var opened = await OpenAsync();
        return opened.IsOk ? Note(await Due.MarkAsync(tenant, cancellationToken)) : opened;
    }

    public async Task<Result> TickAsync(CancellationToken cancellationToken)
    {
        var opened = await OpenAsync();
        if (!opened.IsOk)
            return opened;
        var now = time.GetUtcNow();
        if (now < _next)
            return Result.Ok;
        _next = now + TimeSpan.FromSeconds(options.Value.TickSeconds * 0.9); // A bit early: the processes' clocks tick when they will.
        DelayDeactivation(TimeSpan.FromHours(1));

        // One after the other, each whatever became of the one before: an export that fails holds up no roll-up.
        Result[] outcomes = [await EnterStoredAsync(now, cancellationToken), await TendAsync(now, cancellationToken)];
        await _exporter.ExportAsync([.. Due.All], cancellationToken);
        return Note(outcomes.FirstOrDefault(outcome => !outcome.IsOk));
    }

    public async Task<Result<ImmutableArray<ExportTargetStatus>>> StatusAsync(CancellationToken cancellationToken)
    {
        var opened = await OpenAsync();
        return opened.IsOk ? _exporter.Status() : opened.Error;
    }

    private DueTenants Due => _opened!;

    private async Task<Result> TendAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var failed = Result.Ok;
        foreach (var batch in Due.At(now).Chunk(AtOnce))
        {
            var tended = await Task.WhenAll(batch.Select(async due =>
            {
                var next = await grains.UsageLedger(due.Tenant).TendAsync(targets.Names, cancellationToken);
                return next.IsOk ? await Due.SettleAsync(due.Tenant, due.Marks, next.Value, cancellationToken) : next.Error;
            }));
            failed = tended.Append(failed).FirstOrDefault(outcome => !outcome.IsOk);
        }

        return failed;
    }

    /// <summary>Enters the hours of storage that are over, for all tenants that have or had something stored.</summary>
    private async Task<Result> EnterStoredAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var last = UsageHour.Of(now - TimeSpan.FromMinutes(options.Value.GraceMinutes)).Previous;
        if (_stored.CompareTo(last) >= 0)
            return Result.Ok;
        var tenants = await stored.TenantsAsync(cancellationToken);
        if (!tenants.IsOk)
            return tenants.Error;
        // After a standstill so long that the ledgers refuse hours of it, the first one that they take.
        var oldest = UsageHour.Of(now - TimeSpan.FromDays(options.Value.EventDays)).Next.Next;
        var first = oldest.CompareTo(_begun) > 0 ? oldest : _begun;
        var failed = Result.Ok;
        foreach (var batch in tenants.Value.Union(Due.All).ToList().Chunk(AtOnce))
        {
            var entered = await Task.WhenAll(batch.Select(tenant => stored.EnterAsync(tenant, first, last, cancellationToken)));
            failed = entered.Append(failed).FirstOrDefault(outcome => !outcome.IsOk);
        }

        if (failed.IsOk)
            _stored = last;
        return failed;
    }

    // Once, and never on the token of a caller, who may give up while others wait.
    private async Task<Result> OpenAsync()
    {
        if (_opened is not null)
            return Result.Ok;
        var opening = _opening ??= OpenRowsAsync();
        try
        {
            return await opening;
        }
        finally
        {
            if (ReferenceEquals(_opening, opening))
                _opening = null;
        }
    }

    private async Task<Result> OpenRowsAsync()
    {
        var opened = await store.OpenAsync(Owner, CancellationToken.None);
        if (!opened.IsOk)
            return opened.Error;
        var rows = opened.Value;
        var begun = rows.Opened.Where(row => row.Key == Begun).Select(row => UsageHour.Parse(row.Value)).FirstOrDefault();
        if (begun == default)
        {
            // What was stored before this hour is not billed: no ledger was kept then.
            begun = UsageHour.Of(time.GetUtcNow());
            var written = await rows.PutAsync(new Row(Begun, begun.ToString()), CancellationToken.None);
            if (!written.IsOk)
                return written;
        }

        (_begun, _opened) = (begun, new DueTenants(rows));
        return Result.Ok;
    }

    private Result Note(Result outcome)
    {
        if (outcome.IsOk)
            return outcome;
        LogUnfinished(outcome.Error.Message);
        if (outcome.Error.Reason != ErrorReason.EpochStale)
            return outcome;
        DeactivateOnIdle(); // Another activation has the rows.
        return RowRules.Moved(outcome.Error);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Some ledgers of usage could not be tended, and are next time: {Problem}")]
    private partial void LogUnfinished(string problem);
}
