using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Runtime;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.Tenants;

namespace Triad.Grains.ModelChanges;

/// <inheritdoc cref="IModelChangeGrain"/>
internal sealed partial class ModelChangeGrain(
    IGrainFactory grains, IOptions<TenantOptions> options, TimeProvider time, ILogger<ModelChangeGrain> log)
    : Grain, IModelChangeGrain, IRemindable
{
    private const string GoOn = "go-on";

    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PauseWhenDone = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan WalkPatience = TimeSpan.FromSeconds(5);

    private readonly ModelChangePace _pace = new(time);
    private LibraryWalk _walk = null!;
    private IGrainTimer? _timer;
    private Task<Result<LibraryTally>>? _walking;
    private ModelChangeCounts? _counts;
    private Task _ending = Task.CompletedTask;
    private bool _switching;
    private int _changing;

    private TenantId Id { get; set; }

    private ITenantGrain Tenant => grains.Tenant(Id);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Id = TenantKey.Parse(this.GetPrimaryKeyString());
        _walk = new LibraryWalk(Id, grains, log);
        return Task.CompletedTask;
    }

    public async Task<Result<ModelChange>> SetAsync(string modelPackage, CancellationToken cancellationToken)
    {
        var tenant = await Tenant.GetAsync(cancellationToken);
        if (!tenant.IsOk)
            return tenant.Error;

        _changing++;
        try
        {
            await RemindAsync(cancellationToken);
            var begun = await Tenant.BeginModelChangeAsync(modelPackage, cancellationToken);
            if (!begun.IsOk)
                return begun.Error;
            await RemindAsync(cancellationToken);
            return await ToldAsync(begun.Value, cancellationToken);
        }
        finally
        {
            _changing--;
        }
    }

    public async Task<Result<ModelChange>> StatusAsync(CancellationToken cancellationToken)
    {
        var tenant = await Tenant.GetAsync(cancellationToken);
        if (!tenant.IsOk)
        {
            DeactivateOnIdle();
            return tenant.Error;
        }

        return await ToldAsync(tenant.Value, cancellationToken);
    }

    public Task<Result<ModelChange>> CutOverAsync(bool force, CancellationToken cancellationToken) =>
        SwitchAsync(ModelChangePhase.Shadow, force, cancellationToken);

    public Task<Result<ModelChange>> RollBackAsync(bool force, CancellationToken cancellationToken) =>
        SwitchAsync(ModelChangePhase.CutOver, force, cancellationToken);

    public Task<Result<ModelChange>> CancelAsync(CancellationToken cancellationToken) =>
        EndAsync(ModelChangePhase.Shadow, "Roll back first, or finish the change.", cancellationToken);

    public Task<Result<ModelChange>> FinishAsync(CancellationToken cancellationToken) =>
        EndAsync(ModelChangePhase.CutOver, "Cut over first, or cancel the change.", cancellationToken);

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        Start(TimeSpan.Zero);
        return Task.CompletedTask;
    }

    /// <summary>
    /// Whatever is cut short after the tenant's write, the reminder finds. A tick that takes it down is let to its end first.
    /// </summary>
    private async Task RemindAsync(CancellationToken cancellationToken)
    {
        await _ending.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        await this.RegisterOrUpdateReminder(GoOn, ReminderPeriod, ReminderPeriod, cancellationToken);
    }

    private async Task<Result<ModelChange>> SwitchAsync(ModelChangePhase from, bool force, CancellationToken cancellationToken)
    {
        var tenant = await Tenant.GetAsync(cancellationToken);
        if (!tenant.IsOk)
            return tenant.Error;
        if (tenant.Value.Other is not { } target)
            return ModelChangeRules.NoChange();
        if (tenant.Value.Phase != from)
        {
            return tenant.Value.CutOverAt is null
                ? ModelChangeRules.Conflict(
                    target.ModelPackage, "was never what searches ask", "Cut over first; a roll back goes the same way back.")
                : await ToldAsync(tenant.Value, cancellationToken); // It has happened.
        }

        _switching = true;
        try
        {
            // From here on, what begins is embedded for the other lineage first.
            var marked = await Tenant.SetSwitchingAsync(true, cancellationToken);
            var behind = marked.IsOk ? await BehindAsync(force, cancellationToken) : marked.Error;
            if (!behind.IsOk || (behind.Value.Behind > 0 && !force))
            {
                await Tenant.SetSwitchingAsync(false, cancellationToken);
                return behind.IsOk ? NotCaughtUp(target, behind.Value) : behind.Error;
            }

            var live = await Tenant.MakeLiveAsync(target.Number, cancellationToken);
            if (!live.IsOk)
                return live.Error;
            LogLive(Id.Value, target.ModelPackage, behind.Value.Behind);
            return await ToldAsync(live.Value, cancellationToken);
        }
        finally
        {
            _switching = false;
        }
    }

    /// <summary>What is behind; where only videos that are in work are, they are waited for a little.</summary>
    private async Task<Result<ModelChangeCounts>> BehindAsync(bool force, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            var walked = await _walk.GoAsync(cancellationToken); // Not one that began before.
            if (!walked.IsOk)
                return walked.Error;
            var counts = walked.Value.ToCounts();
            if (force || counts.Behind <= counts.Failed)
                return counts;
            if (time.GetElapsedTime(began).TotalSeconds >= options.Value.CutOverWaitSeconds)
                return counts;
            await Task.Delay(ShortestPause, time, cancellationToken);
        }
    }

    private async Task<Result<ModelChange>> EndAsync(ModelChangePhase phase, string remedy, CancellationToken cancellationToken)
    {
        var tenant = await Tenant.GetAsync(cancellationToken);
        if (!tenant.IsOk)
            return tenant.Error;
        if (tenant.Value.Other is not { } other)
            return await ToldAsync(tenant.Value, cancellationToken);
        if (tenant.Value.Phase != phase)
            return ModelChangeRules.Conflict(other.ModelPackage, "cannot be given up now", remedy);
        if (tenant.Value.CutOverAt is not null && await LossAsync(other, cancellationToken) is { } loss)
            return loss;
        _changing++;
        try
        {
            await RemindAsync(cancellationToken);
            var ended = await Tenant.EndModelChangeAsync(other.Number, cancellationToken);
            if (!ended.IsOk)
                return ended.Error;
            LogGivenUp(Id.Value, other.ModelPackage);
            return await ToldAsync(ended.Value, cancellationToken);
        }
        finally
        {
            _changing--;
        }
    }

    /// <summary>After a switch that was forced: what would lose its only vectors with the other lineage.</summary>
    private async Task<Error?> LossAsync(TenantLineage other, CancellationToken cancellationToken)
    {
        var walked = await _walk.GoAsync(cancellationToken);
        return !walked.IsOk ? walked.Error
            : walked.Value.OnlyInOther == 0 ? null
            : ModelChangeRules.Conflict(
                other.ModelPackage,
                $"has the only vectors of {walked.Value.OnlyInOther} videos: "
                + Names(walked.Value.OnlyInOther, walked.Value.SomeOnlyInOther),
                "Wait until the live model has caught up, or delete these videos.");
    }

    /// <summary>
    /// Walks at once, so that all videos hear of the tenant's new lineages, and tells what was seen; a walk through a large library goes on
    /// by itself.
    /// </summary>
    private async Task<Result<ModelChange>> ToldAsync(TenantSnapshot tenant, CancellationToken cancellationToken)
    {
        Start(ShortestPause);
        var walk = GoAsync(CancellationToken.None);
        await Task.WhenAny(walk, Task.Delay(WalkPatience, time, cancellationToken));
        return Describe(tenant, _counts ?? new ModelChangeCounts(0, 0, 0, 0, 0, 0, []));
    }

    private void Start(TimeSpan dueIn) => _timer ??= this.RegisterGrainTimer(
        TickAsync, new GrainTimerCreationOptions(dueIn, Timeout.InfiniteTimeSpan) { Interleave = true, KeepAlive = true });

    private async Task TickAsync(CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var pause = ShortestPause;
        try
        {
            var tenant = await Tenant.GetAsync(cancellationToken);
            var isGone = tenant.Error?.Reason == ErrorReason.TenantNotFound || tenant is { IsOk: true, Value.Status: TenantStatus.Deleting };
            if (isGone && _changing == 0)
            {
                await (_ending = EndAsync());
                return;
            }

            if (tenant is { IsOk: true, Value.IsSwitching: true } && !_switching)
                await Tenant.SetSwitchingAsync(false, cancellationToken); // Who began that is gone.
            var isOwn = _walking is null;
            var gone = await GoAsync(cancellationToken);
            if (tenant.IsOk && gone.IsOk)
            {
                var counts = gone.Value.ToCounts();
                var mayEnd = tenant.Value.Other is null && isOwn && counts.Cleaning == 0 && gone.Value.Unread == 0;
                if (mayEnd && await IsStillAsync(tenant.Value, cancellationToken) && _changing == 0)
                {
                    await (_ending = EndAsync());
                    return;
                }

                if (counts is { Waiting: 0, Cleaning: 0 })
                    pause = PauseWhenDone; // Uploads see to themselves; this finds what was cut short.
            }
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailure(failure, Id.Value);
        }

        // A large library is not walked through without a pause.
        var took = time.GetElapsedTime(began);
        _timer?.Change(took * 2 > pause ? took * 2 : pause, Timeout.InfiniteTimeSpan);
    }

    /// <summary>False where a change has begun or ended since, whatever a walk meanwhile has seen.</summary>
    private async Task<bool> IsStillAsync(TenantSnapshot tenant, CancellationToken cancellationToken)
    {
        var now = await Tenant.GetAsync(cancellationToken);
        return now.IsOk && now.Value.ShardMapVersion == tenant.ShardMapVersion;
    }

    private async Task EndAsync()
    {
        _timer?.Dispose();
        _timer = null;
        if (await this.GetReminder(GoOn) is { } reminder)
            await this.UnregisterReminder(reminder);
        if (_changing == 0)
            DeactivateOnIdle();
    }

    private async Task<Result<LibraryTally>> GoAsync(CancellationToken cancellationToken)
    {
        var walking = _walking ??= _walk.GoAsync(cancellationToken);
        try
        {
            var gone = await walking;
            if (gone.IsOk)
                Note(gone.Value.ToCounts());
            return gone;
        }
        finally
        {
            if (_walking == walking)
                _walking = null;
        }
    }

    private void Note(ModelChangeCounts counts)
    {
        _counts = counts;
        _pace.Note(counts);
    }

    private ModelChange Describe(TenantSnapshot tenant, ModelChangeCounts counts) => tenant.Other is null
        ? new ModelChange(
            ModelChangePhase.None, tenant.Live, null, null, null,
            counts with { Done = 0, Failed = 0, Waiting = 0, Behind = 0, Missing = [] },
            null)
        : new ModelChange(tenant.Phase, tenant.Live, tenant.Other, tenant.ChangeStartedAt, tenant.CutOverAt, counts, _pace.EtaOf(counts));

    private static Error NotCaughtUp(TenantLineage target, ModelChangeCounts counts) => ModelChangeRules.Conflict(
        target.ModelPackage,
        $"does not have {counts.Behind} videos that can be found now ({counts.Failed} of them failed): "
        + Names(counts.Behind, counts.Missing),
        "Wait until it has caught up, delete what failed, or force it: these videos are then not found.");

    private static string Names(int count, IReadOnlyList<VideoId> some) => string.Join(", ", some) + (count > some.Count ? " ..." : "");

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Searches of {Tenant} ask the model package {Package} from now on; {Behind} videos are not in it")]
    private partial void LogLive(string tenant, string package, int behind);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Tenant} has given the model package {Package} up; its vectors are removed")]
    private partial void LogGivenUp(string tenant, string package);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The library of {Tenant} could not be looked through; it is tried again")]
    private partial void LogFailure(Exception failure, string tenant);
}
