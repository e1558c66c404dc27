using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Triad.Core.Errors;
using Triad.Gateway.Authentication;
using Triad.Gateway.Errors;

namespace Triad.Gateway.Calls;

/// <summary>Lets a gRPC call in or refuses it, before a byte of its message is read: key, scope, and whether the call exists yet.</summary>
internal sealed class CallGate(RequestDelegate next, KeyAuthenticator keys, FaultPolicy faults)
{
    public async Task InvokeAsync(HttpContext http)
    {
        var endpoint = http.GetEndpoint();
        var method = endpoint?.Metadata.GetMetadata<GrpcMethodMetadata>()?.Method;
        if (endpoint is null || method is null)
        {
            await next(http);
            return;
        }

        // A host can bring services of its own, each with its rule.
        var rule = endpoint.Metadata.GetMetadata<CallRule>() ?? CallRules.Find(method.FullName);
        var refusal = await CheckAsync(http, rule, method.FullName, $"{ShortName(method.ServiceName)}.{method.Name}");
        if (refusal is not null)
        {
            CallRefusal.Write(http.Response, refusal);
            return;
        }

        // gRPC has its own limit, whose error says what it is.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } body)
            body.MaxRequestBodySize = null;
        await next(http);
    }

    private async Task<Error?> CheckAsync(HttpContext http, CallRule? rule, string path, string name)
    {
        // gRPC's server passes over a header that it cannot read, or fails by it as if it were the message.
        if (CallTimeout.Check(http.Request.Headers[CallTimeout.Header]) is { } noTimeout)
            return noTimeout;
        if (rule is null)
            return new Error(ErrorReason.ScopeMissing, $"{name} is open to nobody.");
        if (rule.IsOpen)
            return null;
        Result<Caller> caller;
        try
        {
            caller = await keys.AuthenticateAsync(http.Request.Headers.Authorization, http.RequestAborted);
        }
        catch (Exception fault)
        {
            return faults.Explain(fault, path, DateTime.MaxValue, http.RequestAborted.IsCancellationRequested);
        }

        if (!caller.IsOk)
            return caller.Error;
        if (!rule.Allows(caller.Value.Scopes))
            return ScopeMissing(name, rule);
        if (!rule.IsImplemented)
            return new Error(
                ErrorReason.NotImplemented,
                $"{name} is not implemented in this version.",
                Value: name,
                Remedy: "Use a version of the platform that has it.");
        http.Features.Set(caller.Value);
        return null;
    }

    private static Error ScopeMissing(string name, CallRule rule) => new(
        ErrorReason.ScopeMissing,
        $"{name} needs a key with the scope {Names(rule.Scopes)}.",
        Value: name,
        Remedy: $"Use a key with the scope {Names(rule.Scopes)}.");

    private static string Names(CallScopes scopes) => scopes.ToString().ToUpperInvariant().Replace(", ", " or ", StringComparison.Ordinal);

    private static string ShortName(string service) => service[(service.LastIndexOf('.') + 1)..];
}
