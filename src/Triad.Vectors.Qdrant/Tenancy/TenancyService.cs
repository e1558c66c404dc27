using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Triad.Core.Errors;
using Triad.Core.Identity;

namespace Triad.Vectors.Qdrant.Tenancy;

/// <summary>
/// Moves tenants by the number of their points, on every silo: each looks after those that it writes to, and one move runs at a time.
/// </summary>
internal sealed partial class TenancyService(
    QdrantTenancy tenancy,
    TenantCandidates candidates,
    QdrantVectorsOptions options,
    TimeProvider time,
    ILogger<TenancyService> logger) : BackgroundService
{
    private bool _isRecalled;

    /// <summary>Looks at those that were noted since the last time. What fails is looked at again.</summary>
    internal async Task LookAsync(CancellationToken cancellationToken)
    {
        if (!_isRecalled && await RecallAsync(cancellationToken) is { } notRecalled)
            LogNotRecalled(logger, notRecalled.Message);
        else
            _isRecalled = true;
        foreach (var (tenant, space) in candidates.Take())
        {
            var balanced = await BalanceAsync(tenant, space, cancellationToken);
            if (balanced.IsOk && balanced.Value)
                LogMoved(logger, tenant.Value, space.Value);
            if (balanced.IsOk)
                continue;
            LogNotMoved(logger, tenant.Value, space.Value, balanced.Error.Message);
            candidates.Note(tenant, space);
        }
    }

    private async Task<Error?> RecallAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await tenancy.RecallAsync(candidates, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return Unexpected(exception);
        }
    }

    private async Task<Result<bool>> BalanceAsync(TenantId tenant, SpaceId space, CancellationToken cancellationToken)
    {
        try
        {
            return await tenancy.BalanceAsync(tenant, space, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return Unexpected(exception);
        }
    }

    // What somebody else wrote into a collection must not end the process: the tenant stays where it is.
    private static Error Unexpected(Exception exception) => new(
        ErrorReason.Internal, $"{exception.GetType().Name}: {exception.Message}", Remedy: "Look at the tenant's points in the collection.");

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.TenancyInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await LookAsync(stoppingToken);
    }

    [LoggerMessage(1, LogLevel.Information, "The vectors of tenant {Tenant} in space {Space} have moved")]
    private static partial void LogMoved(ILogger logger, string tenant, string space);

    [LoggerMessage(2, LogLevel.Warning, "The vectors of tenant {Tenant} in space {Space} stay where they are for now: {Problem}")]
    private static partial void LogNotMoved(ILogger logger, string tenant, string space, string problem);

    [LoggerMessage(3, LogLevel.Warning, "Which tenants have a shard key of their own is not known yet: {Problem}")]
    private static partial void LogNotRecalled(ILogger logger, string problem);
}
