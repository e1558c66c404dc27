namespace Orleans.Runtime.Calls;

/// <summary>A wait for an answer of a known type.</summary>
internal sealed class PendingCall<T> : PendingCall
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Task => _answer.Task;

    protected override void SetResponse(Response response)
    {
        switch (response.Exception)
        {
            case null:
                _answer.TrySetResult(response.GetResult<T>());
                break;
            case OperationCanceledException cancelled:
                // A task that ends as cancelled is what awaiting code, real Orleans' included, turns this exception into.
                _answer.TrySetException(cancelled);
                break;
            case var exception:
                _answer.TrySetException(exception);
                break;
        }
    }
}
