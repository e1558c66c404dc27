using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.AspNetCore.Http;

namespace Triad.Gateway.Audit;

/// <summary>Around every handler, and around what explains its failures: has the call written into the audit log as its caller will see it end.</summary>
internal sealed class AuditInterceptor(AuditTrail audit) : Interceptor
{
    /// <inheritdoc/>
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request,
        ServerCallContext context,
        UnaryServerMethod<TRequest, TResponse> continuation) =>
        EntryOf(context) is { } entry ? FollowAsync(entry, request, () => continuation(request, context)) : continuation(request, context);

    /// <inheritdoc/>
    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        ServerCallContext context,
        ClientStreamingServerMethod<TRequest, TResponse> continuation) =>
        EntryOf(context) is { } entry
            ? FollowAsync(entry, null, () => continuation(new AuditedStreamReader<TRequest>(requestStream, audit, entry), context))
            : continuation(requestStream, context);

    /// <inheritdoc/>
    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation) =>
        EntryOf(context) is { } entry
            ? FollowAsync(entry, request, () => Valueless(continuation(request, new AuditedStreamWriter<TResponse>(responseStream, entry), context)))
            : continuation(request, responseStream, context);

    /// <inheritdoc/>
    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation) =>
        EntryOf(context) is { } entry
            ? FollowAsync(entry, null, () => Valueless(continuation(
                new AuditedStreamReader<TRequest>(requestStream, audit, entry), new AuditedStreamWriter<TResponse>(responseStream, entry), context)))
            : continuation(requestStream, responseStream, context);

    private static AuditEntry? EntryOf(ServerCallContext context) => context.GetHttpContext().Features.Get<AuditEntry>();

    private static async Task<bool> Valueless(Task call)
    {
        await call;
        return true;
    }

    private async Task<T> FollowAsync<T>(AuditEntry entry, object? request, Func<Task<T>> call)
    {
        if (request is IMessage asked)
            audit.Ask(entry, asked);
        T response;
        try
        {
            response = await call();
        }
        catch (RpcException refusal)
        {
            await audit.EndAsync(entry, refusal);
            throw;
        }

        if (response is IMessage answer)
            AuditTrail.Answer(entry, answer);
        await audit.EndAsync(entry);
        return response;
    }
}
