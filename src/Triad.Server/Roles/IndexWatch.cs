using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Triad.Server.Roles;

/// <summary>
/// Asks, as long as the process runs, whether the index outside of it answers: without it nothing can be found or ingested, so the process
/// is not ready. Calls are taken all the same, and what needs no vectors goes on.
/// </summary>
internal sealed partial class IndexWatch(
    HealthCheckService checks,
    RoleReadiness readiness,
    TimeProvider time,
    ILogger<IndexWatch> log) : BackgroundService
{
    /// <summary>Its name for questions about health.</summary>
    public const string Need = "vectors";

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>What the index is, or why it does not answer; for people.</summary>
    public string Description { get; private set; } = "not asked yet";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // The rest of the start does not wait for it.
        var last = (bool?)null;
        while (!stoppingToken.IsCancellationRequested)
        {
            var isThere = await AskAsync(stoppingToken);
            if (!isThere && last != false)
                LogAway(Description);
            else if (isThere && last == false)
                LogBack(Description);
            last = isThere;
            readiness.Report(Need, isThere);
            await Task.Delay(Period, time, stoppingToken);
        }
    }

    private async Task<bool> AskAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            var report = await checks.CheckHealthAsync(patience.Token).WaitAsync(Patience, time, cancellationToken);
            Description = string.Join(' ', report.Entries.Values.Select(entry => entry.Description));
            return report.Status == HealthStatus.Healthy;
        }
        catch (TimeoutException)
        {
            await patience.CancelAsync();
            Description = $"It does not answer within {Patience.TotalSeconds} s.";
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The index of vectors is away, and this process is not ready: {Problem}")]
    private partial void LogAway(string problem);

    [LoggerMessage(Level = LogLevel.Information, Message = "The index of vectors is back: {Server}")]
    private partial void LogBack(string server);
}
