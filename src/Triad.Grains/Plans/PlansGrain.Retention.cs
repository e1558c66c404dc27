using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Retention;

namespace Triad.Grains.Plans;

/// <content>
/// A plan that gets another retention has all its tenants looked at, also those that nobody has noted. That they are yet to be told is part of the
/// plan, so a kill costs a repetition.
/// </content>
internal sealed partial class PlansGrain
{
    // The grain is needed meanwhile by tenants that join.
    private const int TenantsAtATime = 100;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private IGrainTimer? _telling;
    private string _toldThrough = string.Empty;

    private PlanState? Untold => Plans.FirstOrDefault(plan => plan.IsRetentionUntold);

    private void TellSoon(TimeSpan wait)
    {
        _telling?.Dispose();
        _telling = this.RegisterGrainTimer(TellAsync, new GrainTimerCreationOptions(wait, Timeout.InfiniteTimeSpan) { KeepAlive = true });
    }

    private async Task TellAsync(CancellationToken cancellationToken)
    {
        try
        {
            var told = await TellSomeAsync(cancellationToken);
            if (!told.IsOk)
                throw new StorageException(told.Error);
            if (Untold is not null)
                TellSoon(TimeSpan.Zero);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogUntold(failure);
            TellSoon(Pause);
        }
    }

    private async Task<Result> TellSomeAsync(CancellationToken cancellationToken)
    {
        if (Untold is not { } plan)
            return Result.Ok;
        var members = await _members.PageAsync(PlanId.From(plan.PlanId), _toldThrough, TenantsAtATime, cancellationToken);
        if (!members.IsOk)
            return members.Error;
        foreach (var id in members.Value)
        {
            var tenant = TenantId.From(id);
            var noted = await grains.Retention(tenant).NoteTenantAsync(tenant, cancellationToken);
            if (!noted.IsOk)
                return noted;
            _toldThrough = id;
        }

        if (members.Value.Count == TenantsAtATime)
            return Result.Ok;
        _toldThrough = string.Empty;
        await WriteAsync(plan with { IsRetentionUntold = false }, cancellationToken);
        return Result.Ok;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The tenants of a plan could not be told of its retention; it is tried again")]
    private partial void LogUntold(Exception failure);
}
