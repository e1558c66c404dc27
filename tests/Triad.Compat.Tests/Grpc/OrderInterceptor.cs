using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Triad.Compat.Tests.Grpc;

internal sealed class OrderInterceptor(string name, List<string> order) : Interceptor
{
    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        order.Add(name);
        return continuation(request, context);
    }
}
