using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Runtime;
using Triad.Core.Erasure;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Erasure;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.State;
using Triad.Grains.Tenants;

namespace Triad.Grains.Erasure;

/// <inheritdoc cref="ITenantErasureGrain"/>
/// <remarks>
/// Its state is the recorded intent: written before the tenant is closed, and after every store. Each step can be repeated, so a kill anywhere
/// costs the step alone; the reminder and the start of a process go on with it.
/// </remarks>
internal sealed partial class TenantErasureGrain(
    [PersistentState("tenant-erasure", GrainStorageNames.Grains)] IPersistentState<TenantErasureState> store,
    IGrainFactory grains,
    ErasureWork work,
    ITenantRecords records,
    IOptions<ErasureOptions> options,
    LongWait waits,
    TimeProvider time,
    ILogger<TenantErasureGrain> log) : Grain, ITenantErasureGrain, IRemindable
{
    /// <summary>The name of its reminder.</summary>
    public const string GoOn = "erase";

    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);

    private DurableState<TenantErasureState> _state = null!;
    private ErasureNews _news = null!;
    private IGrainTimer? _timer;
    private Task<Error?>? _beginning;

    private TenantErasureState Current => _state.Current;

    private bool HasBegun => _state.Exists && Current.ReceiptId.Length > 0;

    private ErasureSubject Subject { get; set; }

    private TimeSpan Retry => TimeSpan.FromSeconds(options.Value.RetrySeconds);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Subject = new ErasureSubject(TenantKey.Parse(this.GetPrimaryKeyString()));
        _state = new DurableState<TenantErasureState>(store);
        _news = new ErasureNews(waits, time);
        return Task.CompletedTask;
    }

    public async Task<Result<ErasureProgress>> BeginAsync(string requestedBy, CancellationToken cancellationToken)
    {
        if (!HasBegun)
        {
            var beginning = _beginning ??= BeginOnceAsync(requestedBy);
            try
            {
                if (await beginning is { } refused)
                    return refused;
            }
            finally
            {
                if (_beginning == beginning)
                    _beginning = null;
            }
        }

        Start();
        return Told();
    }

    public Task<Result<ErasureProgress>> GetAsync(CancellationToken cancellationToken) => Task.FromResult<Result<ErasureProgress>>(Told());

    public async Task<Result> CheckAsync(CancellationToken cancellationToken)
    {
        if (_beginning is { } beginning)
            await beginning;
        if (HasBegun)
            return TenantRules.Closed(Subject.Tenant);
        DeactivateOnIdle();
        return Result.Ok;
    }

    public async Task<Result<ErasureProgress>> WatchAsync(long seenVersion, CancellationToken cancellationToken)
    {
        if (HasBegun && Current.Receipt is null)
            await _news.WaitAsync(seenVersion, cancellationToken);
        if (waits.IsStopping)
            DeactivateOnIdle(); // The next call goes to another silo.
        return Told();
    }

    public async Task<Result> ResumeAsync(CancellationToken cancellationToken)
    {
        if (HasBegun || _beginning is not null)
        {
            Start();
            return Result.Ok;
        }

        // Cut short before its first write: nothing was acknowledged, and nothing has happened.
        await EndReminderAsync();
        return await grains.ReceiptIndex(null).ForgetAsync(Subject.Tenant.Value, cancellationToken);
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => ResumeAsync(CancellationToken.None);

    private Result<ErasureProgress> Told()
    {
        if (!HasBegun)
        {
            DeactivateOnIdle(); // A guessed id shall not stay in memory.
            return ErasureWork.NoReceipt(Subject);
        }

        var receipt = Current.Receipt is { } kept ? ReceiptMapping.ToReceipt(Subject, kept) : null;
        return new ErasureProgress(_news.Version, receipt is null ? _news.Percent : 100, receipt is null ? _news.Text : "erased", Current.StartedAt, receipt);
    }

    private async Task<Error?> BeginOnceAsync(string requestedBy)
    {
        var tenant = await grains.Tenant(Subject.Tenant).GetAsync(CancellationToken.None);
        if (!tenant.IsOk)
            return tenant.Error;

        // Whoever places a hold from here on asks this grain whether it came in time, and waits until it has begun.
        var held = await grains.Holds(Subject.Tenant).CheckAsync(null, CancellationToken.None);
        if (!held.IsOk)
            return held.Error;
        var now = time.GetUtcNow();
        await this.RegisterOrUpdateReminder(GoOn, ReminderPeriod, ReminderPeriod);
        var noted = await grains.ReceiptIndex(null).NoteAsync(new ReceiptEntry(Subject.Tenant.Value, now, null), CancellationToken.None);
        if (!noted.IsOk)
            return noted.Error;
        await _state.WriteAsync(
            new TenantErasureState { ReceiptId = ErasureWork.NewId(), RequestedBy = requestedBy, StartedAt = now }, CancellationToken.None);
        LogBegun(Subject.Tenant.Value, Current.ReceiptId);
        return null;
    }

    private void Start() => _timer ??= this.RegisterGrainTimer(
        TickAsync, new GrainTimerCreationOptions(TimeSpan.Zero, Timeout.InfiniteTimeSpan) { Interleave = true, KeepAlive = true });

    private async Task TickAsync(CancellationToken cancellationToken)
    {
        var pause = Retry;
        try
        {
            var next = await StepAsync(cancellationToken);
            if (next is null)
            {
                _timer?.Dispose();
                _timer = null;
                DeactivateOnIdle();
                return;
            }

            pause = next.Value;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailure(failure, Subject.Tenant.Value);
        }

        _timer?.Change(pause, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Goes as far as it can. Returns when to go on; null at the end.</summary>
    private async Task<TimeSpan?> StepAsync(CancellationToken cancellationToken)
    {
        if (Current.Receipt is null)
        {
            if (await CloseAsync(cancellationToken) is { } wait)
                return wait;
            if (await CountAsync(cancellationToken) is { } later)
                return later;
            if (await EraseAsync(cancellationToken) is { } again)
                return again;
            if (await CertifyAsync(cancellationToken) is { } left)
                return left;
        }

        var ended = new ReceiptEntry(Subject.Tenant.Value, Current.StartedAt, Current.Receipt!.FinishedAt);
        if ((await grains.ReceiptIndex(null).NoteAsync(ended, cancellationToken)).Error is { } problem)
            return Wait("waiting", 99, problem);
        await EndReminderAsync();
        _news.Tell(100, "erased");
        return null;
    }

    /// <summary>Nobody gets in any more, and those who are in have been told.</summary>
    private async Task<TimeSpan?> CloseAsync(CancellationToken cancellationToken)
    {
        if (Current.ClosedAt is null)
        {
            _news.Tell(1, "closing the tenant");
            var closed = await grains.Tenant(Subject.Tenant).CloseAsync(cancellationToken);
            if (!closed.IsOk && closed.Error.Reason != ErrorReason.TenantNotFound)
                return Wait("closing the tenant", 1, closed.Error);
            await _state.WriteAsync(Current with { ClosedAt = time.GetUtcNow() }, cancellationToken);
        }

        var rest = Current.ClosedAt!.Value + TimeSpan.FromSeconds(options.Value.ClosingSeconds) - time.GetUtcNow();
        if (rest <= TimeSpan.Zero)
            return null;
        _news.Tell(2, "waiting until every gateway refuses its keys");
        return rest;
    }

    private async Task<TimeSpan?> CountAsync(CancellationToken cancellationToken)
    {
        if (!Current.Stores.IsDefaultOrEmpty)
            return null;
        _news.Tell(5, "counting");
        var counted = await work.CountBeforeAsync(Subject, cancellationToken);
        if (!counted.IsOk)
            return Wait("counting", 5, counted.Error);
        await _state.WriteAsync(Current with { Stores = counted.Value }, cancellationToken);
        return null;
    }

    private async Task<TimeSpan?> EraseAsync(CancellationToken cancellationToken)
    {
        var all = work.StoresOf(Subject);
        for (var i = 0; i < all.Count; i++)
        {
            var known = Current.Stores.FirstOrDefault(one => one.Name == all[i].Name);
            if (known?.IsErased != false)
                continue;
            var (percent, text) = (10 + (80.0 * i / all.Count), $"erasing {all[i].Name} ({known.Before} {known.Unit})");
            _news.Tell(percent, text);
            var erased = await all[i].EraseAsync(Subject, cancellationToken);
            if (!erased.IsOk)
                return Wait(text, percent, erased.Error);
            await _state.WriteAsync(Current with { Stores = Current.Stores.Replace(known, known with { IsErased = true }) }, cancellationToken);
        }

        return null;
    }

    /// <summary>Counts until nothing is left, erasing what is, and signs that.</summary>
    private async Task<TimeSpan?> CertifyAsync(CancellationToken cancellationToken)
    {
        _news.Tell(90, "counting what is left");
        var counted = await work.CountAfterAsync(Subject, Current.Stores, cancellationToken);
        if (!counted.IsOk)
            return Wait("counting what is left", 90, counted.Error);
        if (counted.Value.Where(one => one.After > 0).ToList() is { Count: > 0 } left)
            return await EraseAgainAsync(left, cancellationToken);

        _news.Tell(95, "clearing files of what was removed");
        var settled = await records.SettleAsync(cancellationToken);
        if (!settled.IsOk)
            return Wait("clearing files of what was removed", 95, settled.Error);
        _news.Tell(98, "signing the receipt");
        var signed = await work.SignAsync(
            Subject, Current.ReceiptId, Current.RequestedBy, Current.StartedAt, counted.Value, cancellationToken);
        if (!signed.IsOk)
            return Wait("signing the receipt", 98, signed.Error);
        await _state.WriteAsync(Current with { Stores = [], Receipt = signed.Value }, cancellationToken);
        LogErased(Subject.Tenant.Value, Current.ReceiptId);
        return null;
    }

    private async Task<TimeSpan?> EraseAgainAsync(List<ErasedStoreState> left, CancellationToken cancellationToken)
    {
        var names = string.Join(", ", left.Select(one => $"{one.After} {one.Unit} of {one.Name}"));
        _news.Tell(90, $"erasing what is left: {names}");
        foreach (var one in work.StoresOf(Subject).Where(store => left.Any(known => known.Name == store.Name)))
        {
            var erased = await one.EraseAsync(Subject, cancellationToken);
            if (!erased.IsOk)
                return Wait($"erasing {one.Name}", 90, erased.Error);
        }

        return Retry;
    }

    private TimeSpan Wait(string doing, double percent, Error problem)
    {
        LogPostponed(Subject.Tenant.Value, doing, problem.Reason, problem.Message);
        _news.Tell(percent, $"{doing}: {problem.Reason}, tried again");
        return Retry;
    }

    private async Task EndReminderAsync()
    {
        if (await this.GetReminder(GoOn) is { } reminder)
            await this.UnregisterReminder(reminder);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The tenant {Tenant} is being erased: receipt {Receipt}")]
    private partial void LogBegun(string tenant, string receipt);

    [LoggerMessage(Level = LogLevel.Information, Message = "The tenant {Tenant} is erased: receipt {Receipt}")]
    private partial void LogErased(string tenant, string receipt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The erasure of the tenant {Tenant} goes on later, {Doing}: {Reason}: {Problem}")]
    private partial void LogPostponed(string tenant, string doing, ErrorReason reason, string problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The erasure of the tenant {Tenant} was cut short; it goes on")]
    private partial void LogFailure(Exception failure, string tenant);
}
