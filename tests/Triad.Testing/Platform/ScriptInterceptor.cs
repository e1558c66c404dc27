using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Triad.Testing.Platform;

/// <summary>Writes every call down and lets it fail where the script says so.</summary>
internal sealed class ScriptInterceptor(PlatformScript script) : Interceptor
{
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        Enter(context);
        return continuation(request, context);
    }

    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Enter(context);
        return continuation(requestStream, context);
    }

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Enter(context);
        return continuation(request, responseStream, context);
    }

    private void Enter(ServerCallContext context) => script.Enter(new PlatformCall(
        context.Method[(context.Method.LastIndexOf('/') + 1)..],
        context.RequestHeaders.GetValue("authorization"),
        context.Deadline));
}
