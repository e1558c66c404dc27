using System.Diagnostics;
using System.Net;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Gateway.Audit;
using Triad.Gateway.Authentication;
using Triad.Gateway.Authentication.Tokens;
using Triad.Gateway.Errors;
using Triad.Gateway.Quotas;

namespace Triad.Gateway.Calls;

/// <summary>Lets a gRPC call in or refuses it, before a byte of its message is read: key or token, network, scope, and whether the call exists yet.</summary>
internal sealed class CallGate(
    RequestDelegate next,
    KeyAuthenticator keys,
    TokenAuthenticator tokens,
    QuotaDesk quotas,
    AuditTrail audit,
    FaultPolicy faults)
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
        var entry = audit.Begin(http, method.FullName);
        var refusal = await CheckAsync(http, rule, method.FullName, $"{ShortName(method.ServiceName)}.{method.Name}");
        if (refusal is not null)
        {
            audit.End(entry, StatusTable.CodeOf(refusal.Reason), StatusTable.NameOf(refusal.Reason));
            CallRefusal.Write(http.Response, refusal);
            return;
        }

        // gRPC has its own limit, whose error says what it is.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } body)
            body.MaxRequestBodySize = null;
        await (rule!.SpendsBytes && http.Features.Get<Caller>()?.Tenant is { } tenant && quotas.CountsSent(tenant) ? CountedAsync(http, tenant) : next(http));

        // No handler has seen it: its message cannot be read.
        audit.End(entry, StatusCode.InvalidArgument, string.Empty);
    }

    private async Task CountedAsync(HttpContext http, TenantId tenant)
    {
        var sent = new SentBody(http.Features.GetRequiredFeature<IHttpResponseBodyFeature>());
        http.Features.Set<IHttpResponseBodyFeature>(sent);
        try
        {
            await next(http);
        }
        finally
        {
            quotas.Sent(tenant, sent.Length);
        }
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
        var entered = Result.Ok;
        try
        {
            var header = (string?)http.Request.Headers.Authorization;
            caller = TokenAuthenticator.IsToken(header)
                ? await tokens.AuthenticateAsync(header!, http)
                : await keys.AuthenticateAsync(header, http.RequestAborted);
            if (rule is { SpendsBytes: true, IsImplemented: true } && caller is { IsOk: true, Value: { Tenant: { } tenant } known } && rule.Allows(known.Scopes))
                entered = await quotas.EnterReadAsync(tenant);
        }
        catch (Exception fault)
        {
            return faults.Explain(fault, path, DateTime.MaxValue, http.RequestAborted.IsCancellationRequested);
        }

        if (!caller.IsOk)
            return caller.Error;
        AuditTrail.Enter(http.Features.Get<AuditEntry>(), caller.Value);
        caller.Value.Mark(Activity.Current);
        if (!caller.Value.Networks.Allows(http.Connection.RemoteIpAddress))
            return NetworkForbidden(http.Connection.RemoteIpAddress);
        if (!rule.Allows(caller.Value.Scopes))
            return ScopeMissing(name, rule);
        if (!rule.IsImplemented)
            return new Error(
                ErrorReason.NotImplemented,
                $"{name} is not implemented in this version.",
                Value: name,
                Remedy: "Use a version of the platform that has it.");
        http.Features.Set(caller.Value);
        return entered.Error;
    }

    private static Error ScopeMissing(string name, CallRule rule) => new(
        ErrorReason.ScopeMissing,
        $"{name} needs a key with the scope {ScopeNames.Show(rule.Scopes)}.",
        Value: name,
        Remedy: $"Use a key with the scope {ScopeNames.Show(rule.Scopes)}.");

    private static Error NetworkForbidden(IPAddress? address) => new(
        ErrorReason.NetworkForbidden,
        $"The API key may not be used from {address?.ToString() ?? "an address that is not known"}.",
        "authorization",
        address?.ToString(),
        "Call from one of the key's networks; behind a proxy, have the operator name it in Triad:Gateway:TrustedProxies.");

    private static string ShortName(string service) => service[(service.LastIndexOf('.') + 1)..];
}
