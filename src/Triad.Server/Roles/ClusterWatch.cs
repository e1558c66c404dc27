using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.Roles;
using Triad.Server.Bootstrap;
using Triad.Server.Data;

namespace Triad.Server.Roles;

/// <summary>
/// Asks, as long as a process of role gateway runs, whether the processes of role silo answer it; without them it can serve nobody. The first answer also
/// registers the first operator's key. Where the process is the whole platform, one answer is enough.
/// </summary>
internal sealed partial class ClusterWatch(
    IGrainFactory grains,
    FirstOperatorKey operatorKey,
    DataFolder data,
    RoleReadiness readiness,
    TimeProvider time,
    ILogger<ClusterWatch> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // The rest of the start does not wait for it.
        var last = (bool?)null;
        while (!stoppingToken.IsCancellationRequested)
        {
            var isReached = await IsReachedAsync(stoppingToken);
            if (isReached != last)
                LogChange(isReached ? "answer" : "do not answer");
            last = isReached;
            readiness.Report(PlatformRoles.Gateway, isReached);
            if (isReached && !data.IsShared)
                return;
            await Task.Delay(Period, time, stoppingToken);
        }
    }

    private async Task<bool> IsReachedAsync(CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            await operatorKey.EnsureAsync(end.Token).WaitAsync(Patience, time, cancellationToken);
            var directory = grains.TenantDirectory(0);
            return (await directory.ListAsync(null, 1, end.Token).WaitAsync(Patience, time, cancellationToken)).IsOk;
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            await end.CancelAsync();
            LogFault(fault);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The processes of role silo {Answer}")]
    private partial void LogChange(string answer);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The cluster could not be reached")]
    private partial void LogFault(Exception fault);
}
