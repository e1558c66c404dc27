using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Tiers;

namespace Triad.Vectors.Qdrant.Tenancy;

/// <summary>
/// Moves tenants by the number of their points and of their searches, in every process: each looks after those that it writes to, those that it
/// searches often, and from time to time those that have a shard of their own. One move runs at a time.
/// </summary>
internal sealed partial class TenancyService(
    QdrantTenancy tenancy,
    TenantCandidates candidates,
    QdrantVectorsOptions options,
    TimeProvider time,
    ILogger<TenancyService> logger) : BackgroundService
{
    private readonly Dictionary<(TenantId Tenant, SpaceId Space), long> _moved = [];
    private readonly Dictionary<(TenantId Tenant, SpaceId Space), long> _own = [];
    private bool _isRecalled;
    private long _looked = time.GetTimestamp();

    /// <summary>Looks at those that were noted since the last time. What fails is looked at again.</summary>
    internal async Task LookAsync(CancellationToken cancellationToken)
    {
        if (!_isRecalled && await RecallAsync(cancellationToken) is { } notRecalled)
            LogNotRecalled(logger, notRecalled.Message);
        else
            _isRecalled = true;
        var searches = NoteBusyAndOwn();
        foreach (var tenant in candidates.Take())
        {
            var queries = candidates.SeesSearches ? searches.GetValueOrDefault(tenant) : (double?)null;
            var balanced = await BalanceAsync(tenant, queries, cancellationToken);
            if (!balanced.IsOk)
            {
                LogNotMoved(logger, tenant.Tenant.Value, tenant.Space.Value, balanced.Error.Message);
                candidates.Note(tenant.Tenant, tenant.Space);
                continue;
            }

            Keep(tenant, balanced.Value.Move, balanced.Value.HasOwnShard);
        }
    }

    /// <summary>Notes who is searched often, and who has had a shard of its own for a while: it may have become quiet.</summary>
    /// <returns>Searches a second since the last look.</returns>
    private Dictionary<(TenantId Tenant, SpaceId Space), double> NoteBusyAndOwn()
    {
        var now = time.GetTimestamp();
        var seconds = Math.Max(1, time.GetElapsedTime(_looked, now).TotalSeconds);
        _looked = now;
        var searches = candidates.TakeSearches().ToDictionary(entry => entry.Key, entry => entry.Value / seconds);
        if (options.PromoteQueriesPerSecond > 0)
            foreach (var ((tenant, space), _) in searches.Where(entry => entry.Value >= options.PromoteQueriesPerSecond))
                candidates.Note(tenant, space);
        if (candidates.SeesSearches && options.DemotePoints > 0)
            foreach (var ((tenant, space), _) in _own.Where(entry => time.GetElapsedTime(entry.Value, now) >= options.MinTimeBetweenMoves))
                candidates.Note(tenant, space);
        foreach (var (tenant, _) in _moved.Where(entry => time.GetElapsedTime(entry.Value, now) >= options.MinTimeBetweenMoves).ToList())
            _moved.Remove(tenant);
        return searches;
    }

    private void Keep((TenantId Tenant, SpaceId Space) tenant, TierMove move, bool hasOwnShard)
    {
        if (hasOwnShard)
            _own[tenant] = time.GetTimestamp();
        else
            _own.Remove(tenant);
        if (move == TierMove.Stay)
            return;
        _moved[tenant] = time.GetTimestamp();
        LogMoved(logger, tenant.Tenant.Value, tenant.Space.Value, move);
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

    private async Task<Result<(TierMove Move, bool HasOwnShard)>> BalanceAsync(
        (TenantId Tenant, SpaceId Space) tenant, double? queriesPerSecond, CancellationToken cancellationToken)
    {
        try
        {
            var sinceMove = _moved.TryGetValue(tenant, out var moved) ? time.GetElapsedTime(moved) : (TimeSpan?)null;
            return await tenancy.BalanceAsync(tenant.Tenant, tenant.Space, queriesPerSecond, sinceMove, cancellationToken);
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

    [LoggerMessage(1, LogLevel.Information, "The vectors of tenant {Tenant} in space {Space} have moved: {Move}")]
    private static partial void LogMoved(ILogger logger, string tenant, string space, TierMove move);

    [LoggerMessage(2, LogLevel.Warning, "The vectors of tenant {Tenant} in space {Space} stay where they are for now: {Problem}")]
    private static partial void LogNotMoved(ILogger logger, string tenant, string space, string problem);

    [LoggerMessage(3, LogLevel.Warning, "Which tenants have a shard key of their own is not known yet: {Problem}")]
    private static partial void LogNotRecalled(ILogger logger, string problem);
}
