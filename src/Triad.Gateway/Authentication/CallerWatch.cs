using Triad.Core.Errors;

namespace Triad.Gateway.Authentication;

/// <summary>Looks every few seconds whether the caller of a call that takes long would be let in still, also while nothing comes or goes.</summary>
internal sealed class CallerWatch : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _refused = new();
    private readonly CancellationTokenSource _either;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _watching;

    /// <summary>Begins to look.</summary>
    /// <param name="look">Says why the caller would not be let in; null where it would.</param>
    /// <param name="time">The clock.</param>
    /// <param name="gone">Cancelled when the caller has gone.</param>
    public CallerWatch(Func<CancellationToken, Task<Error?>> look, TimeProvider time, CancellationToken gone)
    {
        _either = CancellationTokenSource.CreateLinkedTokenSource(_refused.Token, gone);
        _watching = WatchAsync(look, time);
    }

    /// <summary>Cancelled when the call is to end, or its caller has gone.</summary>
    public CancellationToken Token => _either.Token;

    /// <summary>Why it is to end; null where it is not.</summary>
    public Error? Refusal { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _watching;
        _either.Dispose();
        _refused.Dispose();
        _end.Dispose();
    }

    private async Task WatchAsync(Func<CancellationToken, Task<Error?>> look, TimeProvider time)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(_end.Token))
            {
                if (await look(_end.Token) is not { } refusal)
                    continue;
                Refusal = refusal;
                await _refused.CancelAsync();
                return;
            }
        }
        catch (OperationCanceledException)
        {
            // The call has ended.
        }
    }
}
