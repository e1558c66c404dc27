namespace Orleans.Runtime.Extensions;

/// <summary>The callee's side of sequences: runs enumerators and hands out what is ready, a batch a call.</summary>
internal sealed class AsyncEnumerableGrainExtension(IGrainContext context, MessagingOptions messaging, TimeProvider clock)
    : IAsyncEnumerableGrainExtension, IAsyncDisposable
{
    private readonly Dictionary<Guid, IAsyncDisposable> _running = [];

    public ValueTask<(EnumerationResult Status, object? Value)> StartEnumeration<T>(
        Guid requestId, IAsyncEnumerableRequest<T> request, CancellationToken cancellationToken)
    {
        request.SetTarget(context);
        var ended = CancellationTokenSource.CreateLinkedTokenSource(request.GetCancellationToken());
        var items = request.InvokeImplementation().GetAsyncEnumerator(ended.Token);
        var started = new Enumeration<T>(items, ended, request.MaxBatchSize);
        return _running.TryAdd(requestId, started)
            ? NextAsync(requestId, started, cancellationToken)
            : throw new InvalidOperationException("An enumerator with the same id already exists.");
    }

    public ValueTask<(EnumerationResult Status, object? Value)> MoveNext<T>(Guid requestId, CancellationToken cancellationToken) =>
        _running.TryGetValue(requestId, out var enumeration)
            ? NextAsync(requestId, (Enumeration<T>)enumeration, cancellationToken)
            : new((EnumerationResult.MissingEnumeratorError, null));

    public async ValueTask DisposeAsync(Guid requestId)
    {
        if (_running.Remove(requestId, out var enumeration))
            await enumeration.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var id in _running.Keys.ToList())
            await DisposeAsync(id);
    }

    private async ValueTask<(EnumerationResult Status, object? Value)> NextAsync<T>(
        Guid requestId, Enumeration<T> enumeration, CancellationToken cancellationToken)
    {
        // The caller asks again after half the time that it waits for an answer.
        using var patience = new CancellationTokenSource(messaging.ResponseTimeout / 2, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        var result = await enumeration.NextAsync(either.Token, cancellationToken);
        if (result.Status.IsTerminated())
            await DisposeAsync(requestId);

        return result;
    }
}
