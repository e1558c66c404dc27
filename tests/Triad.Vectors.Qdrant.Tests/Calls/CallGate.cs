using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Triad.Vectors.Qdrant.Tests.Calls;

/// <summary>Calls of one method wait here until they are let through.</summary>
internal sealed class CallGate(string method) : Interceptor
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the first call waits.</summary>
    public Task Reached => _reached.Task;

    /// <summary>Lets all through.</summary>
    public void Open() => _open.TrySetResult();

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        if (context.Method.Name != method)
            return continuation(request, context);
        _reached.TrySetResult();
        return new(LaterAsync(), Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });

        async Task<TResponse> LaterAsync()
        {
            await _open.Task;
            return await continuation(request, context).ResponseAsync;
        }
    }
}
