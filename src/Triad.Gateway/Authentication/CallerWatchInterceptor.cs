using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.AspNetCore.Http;
using Triad.Core.Errors;
using Triad.Gateway.Authentication.Tokens;
using Triad.Gateway.Calls;
using Triad.Gateway.Errors;

namespace Triad.Gateway.Authentication;

/// <summary>
/// The innermost layer of calls that stream: ends them with the refusal of a new call once the caller's key or token is revoked or has expired, or its tenant
/// is suspended. To the handler that is as if the caller had gone.
/// </summary>
internal sealed class CallerWatchInterceptor(KeyAuthenticator keys, TokenAuthenticator tokens, TimeProvider time) : Interceptor
{
    /// <inheritdoc/>
    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        ServerCallContext context,
        ClientStreamingServerMethod<TRequest, TResponse> continuation) =>
        WatchAsync(context, watched => continuation(requestStream, watched));

    /// <inheritdoc/>
    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation) =>
        WatchAsync(context, watched => Valueless(continuation(request, responseStream, watched)));

    /// <inheritdoc/>
    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation) =>
        WatchAsync(context, watched => Valueless(continuation(requestStream, responseStream, watched)));

    private static async Task<bool> Valueless(Task call)
    {
        await call;
        return true;
    }

    private async Task<T> WatchAsync<T>(ServerCallContext context, Func<ServerCallContext, Task<T>> call)
    {
        var http = context.GetHttpContext();
        if (http.Features.Get<Caller>() is null || (string?)http.Request.Headers.Authorization is not { } header)
            return await call(context); // It is open to all.
        await using var watch = new CallerWatch(end => LookAsync(header, http, end), time, context.CancellationToken);
        try
        {
            return await call(new EndedCallContext(context, watch.Token));
        }
        catch (Exception) when (watch.Refusal is not null && !context.CancellationToken.IsCancellationRequested)
        {
            throw watch.Refusal.ToRpcException();
        }
    }

    // What cannot be told now ends no call.
    private async Task<Error?> LookAsync(string header, HttpContext http, CancellationToken end)
    {
        try
        {
            var looking = TokenAuthenticator.IsToken(header) ? tokens.AuthenticateAsync(header, http) : keys.AuthenticateAsync(header, end);
            var answer = await looking.AsTask().WaitAsync(end);
            return answer.Error is { Reason: ErrorReason.KeyInvalid or ErrorReason.TokenInvalid or ErrorReason.TenantSuspended } refusal ? refusal : null;
        }
        catch (Exception) when (!end.IsCancellationRequested)
        {
            return null;
        }
    }
}
