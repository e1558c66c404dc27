namespace Triad.Grains.IngestHosts;

/// <summary>
/// How a host takes leave: from <see cref="Begun"/> on it takes no more jobs, and those in work end at their next checkpoint; at <see cref="Over"/> they
/// end wherever they are.
/// </summary>
internal sealed class IngestLeave : IAsyncDisposable
{
    private readonly CancellationTokenSource _begun;
    private readonly CancellationTokenSource _over = new();
    private readonly CancellationTokenRegistration _registration;
    private ITimer? _patience;

    /// <param name="applicationStopping">The process is told to stop; calls on their way still go on.</param>
    /// <param name="stoppingToken">The host is told to stop.</param>
    /// <param name="patience">How long a job may take to its next checkpoint.</param>
    /// <param name="time">The clock.</param>
    public IngestLeave(CancellationToken applicationStopping, CancellationToken stoppingToken, TimeSpan patience, TimeProvider time)
    {
        _begun = CancellationTokenSource.CreateLinkedTokenSource(applicationStopping, stoppingToken);
        _registration = _begun.Token.Register(() => _patience = time.CreateTimer(_ => _over.Cancel(), null, patience, Timeout.InfiniteTimeSpan));
    }

    /// <summary>Cancelled when no more jobs are taken.</summary>
    public CancellationToken Begun => _begun.Token;

    /// <summary>Cancelled when jobs end wherever they are.</summary>
    public CancellationToken Over => _over.Token;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _registration.DisposeAsync();
        if (_patience is not null)
            await _patience.DisposeAsync(); // Waits for a call that is under way: it must not meet what is gone.
        _begun.Dispose();
        _over.Dispose();
    }
}
