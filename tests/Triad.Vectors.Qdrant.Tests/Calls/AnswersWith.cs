using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Triad.Vectors.Qdrant.Tests.Calls;

/// <summary>Changes the answers of one kind, as a server with a fault, or of another version, would give them.</summary>
internal sealed class AnswersWith<TAnswer>(Action<TAnswer> change) : Interceptor
    where TAnswer : class, IMessage
{
    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        var call = continuation(request, context);
        return new(ChangedAsync(call.ResponseAsync), call.ResponseHeadersAsync, call.GetStatus, call.GetTrailers, call.Dispose);
    }

    private async Task<TResponse> ChangedAsync<TResponse>(Task<TResponse> answer)
    {
        var response = await answer;
        if (response is TAnswer ours)
            change(ours);
        return response;
    }
}
