using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Triad.Core.Audit;
using Triad.Core.Errors;
using Triad.Gateway.Calls;
using Triad.Gateway.Errors;

namespace Triad.Gateway.Audit;

/// <summary>Follows calls from the gate to their end, and hands each to the log. What it does on a call's way is small: a record is made elsewhere.</summary>
internal sealed class AuditTrail(AuditLog log, TimeProvider time, IOptions<AuditOptions> options)
{
    private readonly bool _withData = options.Value.DataPlane;
    private readonly bool _withContent = options.Value.Content;

    /// <summary>Begins to follow a call; null where it gets no record.</summary>
    /// <param name="http">The request.</param>
    /// <param name="path">"/package.Service/Method".</param>
    public AuditEntry? Begin(HttpContext http, string path)
    {
        if (!log.IsOn || AuditedCall.Of(path) is not { } call || (call.Plane == AuditPlane.Data && !_withData))
            return null;
        var entry = new AuditEntry(call.Name, call.Plane, time.GetTimestamp()) { From = http.Connection.RemoteIpAddress?.ToString() ?? string.Empty };
        http.Features.Set(entry);
        return entry;
    }

    /// <summary>Notes who calls.</summary>
    public static void Enter(AuditEntry? entry, Caller caller)
    {
        if (entry is null)
            return;
        entry.Key = caller.Who;
        if (caller.Tenant is { } tenant)
            entry.Tenant = tenant.Value;
    }

    /// <summary>Notes what is asked.</summary>
    public void Ask(AuditEntry entry, IMessage request)
    {
        var facts = MessageFacts.Of(request.Descriptor);
        if (entry.Tenant.Length == 0)
            entry.Tenant = facts.TenantOf(request);
        if (entry.Subject.Length == 0)
            entry.Subject = facts.SubjectOf(request);
        if (_withContent && entry.Content.Length == 0)
            entry.Content = AuditContent.Of(request);
    }

    /// <summary>Notes what is answered.</summary>
    public static void Answer(AuditEntry entry, IMessage response)
    {
        var facts = MessageFacts.Of(response.Descriptor);
        entry.Count += facts.CountOf(response);
        if (entry.Subject.Length == 0)
            entry.Subject = facts.IdOf(response);
    }

    /// <summary>Ends a call that went well. A call of the control plane is not answered before its record is durable.</summary>
    /// <exception cref="RpcException">The record cannot be written.</exception>
    public ValueTask EndAsync(AuditEntry entry) => EndAsync(entry, StatusCode.OK, string.Empty);

    /// <summary>Ends a call that was refused or failed.</summary>
    /// <exception cref="RpcException">The record cannot be written.</exception>
    public ValueTask EndAsync(AuditEntry entry, RpcException refusal) =>
        EndAsync(entry, refusal.StatusCode, refusal.GetRpcStatus()?.GetDetail<Google.Rpc.ErrorInfo>()?.Reason ?? string.Empty);

    /// <summary>Ends a call that was refused before it reached its handler; such a record is never waited for.</summary>
    public void End(AuditEntry? entry, StatusCode code, string reason)
    {
        if (entry is { IsEnded: false })
            log.Add(EventOf(entry, code, reason));
    }

    private async ValueTask WriteAsync(AuditEvent @event)
    {
        var written = await log.WriteAsync(@event);
        if (!written.IsOk)
        {
            throw new Error(
                ErrorReason.Unavailable,
                $"{@event.Call} may have happened, and cannot be written into the audit log: {written.Error.Message}",
                Value: @event.Call,
                Remedy: "Repeat the call when the audit log can be written again.").ToRpcException();
        }
    }

    private ValueTask EndAsync(AuditEntry entry, StatusCode code, string reason)
    {
        if (entry.IsEnded)
            return ValueTask.CompletedTask;
        List<AuditEvent> events = [EventOf(entry, code, reason)];
        if (code == StatusCode.OK)
            events.AddRange(entry.Shared.Select(shared => SharedEventOf(events[0], shared)));
        if (entry.Plane == AuditPlane.Control)
            return WriteAsync(events);
        events.ForEach(log.Add);
        return ValueTask.CompletedTask;
    }

    private async ValueTask WriteAsync(List<AuditEvent> events)
    {
        foreach (var @event in events)
            await WriteAsync(@event);
    }

    // The other tenant is told who and how much, and nothing of the caller's own affairs: no key, no address, no content.
    private static AuditEvent SharedEventOf(AuditEvent own, (string Tenant, string Grant, long Count) shared) => new(own.Time, own.Plane, own.Call, own.Code)
    {
        Tenant = shared.Tenant,
        By = own.Tenant,
        Subject = shared.Grant,
        Count = shared.Count,
    };

    private AuditEvent EventOf(AuditEntry entry, StatusCode code, string reason)
    {
        entry.IsEnded = true;
        return new AuditEvent(time.GetUtcNow(), entry.Plane, entry.Call, StatusNames.Of(code))
        {
            Tenant = entry.Tenant,
            Key = entry.Key,
            From = entry.From,
            Subject = entry.Subject,
            Reason = reason,
            Count = entry.Count,
            Took = time.GetElapsedTime(entry.Started),
            Content = entry.Content,
        };
    }
}
