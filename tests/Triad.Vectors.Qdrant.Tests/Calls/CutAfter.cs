using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Triad.Vectors.Qdrant.Tests.Calls;

/// <summary>
/// A process that dies at its k-th call to the server: before the server has it, or after the server has answered. Of the calls from
/// there on none reaches it.
/// </summary>
internal sealed class CutAfter(int calls, bool answered) : Interceptor
{
    private int _made;

    /// <summary>How many calls were made, the one that was cut among them.</summary>
    public int Made => _made;

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        var number = Interlocked.Increment(ref _made);
        if (number < calls)
            return continuation(request, context);
        return Failed(number == calls && answered ? LostAsync(continuation(request, context)) : Task.FromException<TResponse>(Dead()));
    }

    private static AsyncUnaryCall<TResponse> Failed<TResponse>(Task<TResponse> answer) =>
        new(answer, Task.FromResult(new Metadata()), () => new Status(StatusCode.Cancelled, "dead"), () => [], () => { });

    private static async Task<TResponse> LostAsync<TResponse>(AsyncUnaryCall<TResponse> call)
    {
        await call.ResponseAsync;
        throw Dead();
    }

    private static RpcException Dead() => new(new Status(StatusCode.Cancelled, "The process is dead."));
}
