using System.Buffers;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.Options;
using Triad.Core.Audit;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Gateway.Calls;
using Triad.Gateway.Errors;
using Triad.Gateway.Requests;
using Triad.Gateway.Tokens;

namespace Triad.Gateway.Audit;

/// <summary>AuditService.</summary>
internal sealed class AuditApi(
    PageTokens tokens, TokenSigner signer, TimeProvider time, IOptions<GatewayOptions> options, IAuditStore? store = null) : V1.AuditService.AuditServiceBase
{
    private const int PieceBytes = 256 << 10;

    private static readonly TimeSpan UsualSpan = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    public override async Task<V1.ListAuditEventsResponse> ListAuditEvents(V1.ListAuditEventsRequest request, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        var violations = new Violations();
        TenantId? tenant = caller.Tenant is null && request.TenantId.Length == 0 ? null : violations.Take(caller.TenantFor(request.TenantId));
        var size = PageSize.Read(request.PageSize, options.Value.Limits, violations);
        if (request.KeyId.Length > 0)
            violations.Take(ApiKeyId.Parse(request.KeyId));
        var list = new V1.ListAuditEventsRequest(request) { PageSize = 0, PageToken = "" };
        var cursor = violations.Take(tokens.Read<AuditPage>(TokenPurpose.AuditPage, tenant, list, request.PageToken, "page_token"));
        var now = time.GetUtcNow();
        var to = ReadTime(request.To, "to", violations) ?? cursor?.To ?? now;
        var from = ReadTime(request.From, "from", violations) ?? cursor?.From ?? (to - DateTimeOffset.MinValue > UsualSpan ? to - UsualSpan : DateTimeOffset.MinValue);
        if (from > to)
            violations.Add(Error.Invalid("from", from.ToString("O"), "is later than to", "Give a time before it."));
        violations.ThrowIfAny();

        var response = new V1.ListAuditEventsResponse();
        var records = new AuditReader(Store).ReadAsync(from, to, cursor?.After, context.CancellationToken);
        AuditRecord? last = null;
        await foreach (var record in records.Where(record => IsAsked(record.Event, tenant, request)))
        {
            if (response.Events.Count == size)
            {
                response.NextPageToken = tokens.Make(TokenPurpose.AuditPage, tenant, list, new AuditPage(from, to, AuditCursor.Of(last!)));
                break;
            }

            response.Events.Add(ToWire(record));
            last = record;
        }

        return response;
    }

    /// <inheritdoc/>
    public override async Task ExportAuditLog(
        V1.ExportAuditLogRequest request, IServerStreamWriter<V1.ExportAuditLogResponse> responseStream, ServerCallContext context)
    {
        var violations = new Violations();
        var (from, to) = (ReadTime(request.From, "from", violations), ReadTime(request.To, "to", violations));
        violations.ThrowIfAny();

        // The heads first: what is written meanwhile only goes beyond them.
        foreach (var signed in (await Store.ReadHeadsAsync(context.CancellationToken)).OrThrow())
        {
            if (AuditHeads.Read(signer, signed) is { } head)
                await responseStream.WriteAsync(new V1.ExportAuditLogResponse { Head = ToWire(head.Head, head.IsSigned) }, context.CancellationToken);
        }

        foreach (var part in (await Store.ListAsync(context.CancellationToken)).OrThrow())
        {
            if ((from is null || part.Day >= DateOnly.FromDateTime(from.Value.UtcDateTime)) && (to is null || part.Day <= DateOnly.FromDateTime(to.Value.UtcDateTime)))
                await SendAsync(part, responseStream, context.CancellationToken);
        }
    }

    private IAuditStore Store => store ?? throw new Error(
        ErrorReason.NotImplemented, "This gateway has no audit log.", Remedy: "Ask one that writes it.").ToRpcException();

    private async Task SendAsync(AuditPartName part, IServerStreamWriter<V1.ExportAuditLogResponse> answers, CancellationToken cancellationToken)
    {
        await using var content = (await Store.OpenReadAsync(part, cancellationToken)).OrThrow();
        var buffer = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            while (await content.ReadAtLeastAsync(buffer.AsMemory(0, PieceBytes), PieceBytes, throwOnEndOfStream: false, cancellationToken) is > 0 and var read)
            {
                var piece = new V1.AuditPart { Name = part.ToString(), Data = ByteString.CopyFrom(buffer, 0, read) };
                await answers.WriteAsync(new V1.ExportAuditLogResponse { Part = piece }, cancellationToken);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static bool IsAsked(AuditEvent @event, TenantId? tenant, V1.ListAuditEventsRequest request) =>
        (tenant is not { } owner || @event.Tenant == owner.Value)
        && (request.KeyId.Length == 0 || IsOf(@event.Key, request.KeyId))
        && (request.Call.Length == 0 || @event.Call == request.Call);

    // What a user did with a token of the key is the key's too: "KEY for USER".
    private static bool IsOf(string who, string key) =>
        who.StartsWith(key, StringComparison.Ordinal) && (who.Length == key.Length || who[key.Length] == ' ');

    private static DateTimeOffset? ReadTime(Timestamp? wire, string field, Violations violations)
    {
        if (wire is null)
            return null;
        // The wire can hold times that a DateTimeOffset cannot.
        if (wire.Seconds is > -62_135_596_800 and < 253_402_300_800 && wire.Nanos is >= 0 and < 1_000_000_000)
            return wire.ToDateTimeOffset();
        violations.Add(Error.Invalid(field, wire.Seconds, "is no time that a calendar has", "Give a time, or leave it out."));
        return null;
    }

    private static V1.AuditHead ToWire(AuditHead head, bool isSigned) => new() { Chain = head.Chain, Sequence = head.Sequence, Hash = head.Hash, IsSigned = isSigned };

    private static V1.AuditEvent ToWire(AuditRecord record) => new()
    {
        Time = record.Event.Time.ToTimestamp(),
        Call = record.Event.Call,
        TenantId = record.Event.Tenant,
        KeyId = record.Event.Key,
        From = record.Event.From,
        Subject = record.Event.Subject,
        ByTenantId = record.Event.By,
        Code = record.Event.Code,
        Reason = record.Event.Reason,
        Count = record.Event.Count,
        Took = Duration.FromTimeSpan(record.Event.Took),
        Content = record.Event.Content,
        Chain = record.Chain,
        Sequence = record.Sequence,
    };

    private sealed record AuditPage(DateTimeOffset From, DateTimeOffset To, AuditCursor After);
}
