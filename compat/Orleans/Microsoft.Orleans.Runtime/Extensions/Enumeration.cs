namespace Orleans.Runtime.Extensions;

/// <summary>A running enumerator and the step that it is at.</summary>
internal sealed class Enumeration<T>(IAsyncEnumerator<T> items, CancellationTokenSource ended, int maxBatchSize) : IAsyncDisposable
{
    private Task<bool>? _step;

    public async ValueTask<(EnumerationResult Status, object? Value)> NextAsync(CancellationToken patience, CancellationToken cancellationToken)
    {
        try
        {
            var batch = new List<T>();
            while (batch.Count < maxBatchSize)
            {
                _step ??= items.MoveNextAsync().AsTask();
                if (!_step.IsCompleted)
                {
                    if (batch.Count > 0)
                        return Some(batch);

                    await ((Task)_step).WaitAsync(patience).ConfigureAwait(
                        ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
                    if (!_step.IsCompleted)
                        return (cancellationToken.IsCancellationRequested ? EnumerationResult.Canceled : EnumerationResult.Heartbeat, null);
                }

                if (!await _step)
                {
                    var last = Some(batch);
                    return (last.Status | EnumerationResult.Completed, last.Value);
                }

                _step = null;
                batch.Add(items.Current);
            }

            return Some(batch);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested || cancellationToken.IsCancellationRequested)
        {
            return (EnumerationResult.Canceled, null);
        }
        catch (Exception exception)
        {
            return (EnumerationResult.Error, exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        if (_step is { IsCompleted: false } step)
        {
            // An enumerator may only be disposed between its steps.
            await ((Task)step).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        await items.DisposeAsync();
        ended.Dispose();
    }

    private static (EnumerationResult Status, object? Value) Some(List<T> batch) => batch.Count switch
    {
        0 => (default, null),
        1 => (EnumerationResult.Element, batch[0]),
        _ => (EnumerationResult.Batch, batch),
    };
}
