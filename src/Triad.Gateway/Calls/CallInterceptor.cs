using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.Options;
using Triad.Core.Errors;
using Triad.Gateway.Errors;
using Triad.Gateway.Limits;
using Triad.Gateway.Usage;

namespace Triad.Gateway.Calls;

/// <summary>The outermost layer of every handler: measures the call and turns whatever escapes into a documented status.</summary>
internal sealed class CallInterceptor(
    FaultPolicy faults,
    GatewayInstruments instruments,
    TimeProvider time,
    SentMeter sent,
    IOptions<GatewayOptions> options) : Interceptor
{
    /// <inheritdoc/>
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request,
        ServerCallContext context,
        UnaryServerMethod<TRequest, TResponse> continuation) =>
        GuardAsync(context, () => sent.CountAsync(
            context,
            CallRules.Find(context.Method) is { IsRead: true }
                ? Outage.WaitThroughAsync(() => continuation(request, context), faults.IsDeath, time, context.CancellationToken)
                : continuation(request, context)));

    /// <inheritdoc/>
    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        ServerCallContext context,
        ClientStreamingServerMethod<TRequest, TResponse> continuation) =>
        GuardAsync(context, () => sent.CountAsync(context, continuation(new RequestStream<TRequest>(requestStream), context)));

    /// <inheritdoc/>
    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation) =>
        GuardAsync(context, () => Valueless(continuation(request, sent.Count(context, responseStream), context)));

    /// <inheritdoc/>
    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation) =>
        GuardAsync(context, () => Valueless(continuation(new RequestStream<TRequest>(requestStream), sent.Count(context, responseStream), context)));

    private static async Task<bool> Valueless(Task call)
    {
        await call;
        return true;
    }

    private async Task<T> GuardAsync<T>(ServerCallContext context, Func<Task<T>> call)
    {
        using var measure = instruments.Begin(context.Method);
        context.GetHttpContext().Features.Set(ReachedHandler.Mark);
        try
        {
            var response = await call();
            measure.Code = StatusCode.OK;
            return response;
        }
        catch (RpcException refusal) when (MessageLimitNotice.IsOfGrpc(refusal.Status))
        {
            measure.Code = StatusCode.InvalidArgument;
            throw MessageLimitNotice.Explain(options.Value.Limits).ToRpcException();
        }
        catch (UnreadableMessageException)
        {
            measure.Code = StatusCode.InvalidArgument;
            throw UnreadableMessage.Refusal.ToRpcException();
        }
        catch (RpcException refusal)
        {
            measure.Code = refusal.StatusCode;
            throw;
        }
        catch (Exception fault)
        {
            var gone = context.CancellationToken.IsCancellationRequested || fault is BrokenRequestException;
            var error = faults.Explain(fault, context.Method, context.Deadline, gone);
            measure.Code = StatusTable.CodeOf(error.Reason);
            throw error.ToRpcException();
        }
    }
}
