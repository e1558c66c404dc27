using Google.Protobuf;
using Grpc.Core;
using Triad.V1;

namespace Triad.Testing.Platform;

/// <summary>AuditService of the fake platform.</summary>
internal sealed class FakeAudit(PlatformScript script) : AuditService.AuditServiceBase
{
    public override Task<ListAuditEventsResponse> ListAuditEvents(ListAuditEventsRequest request, ServerCallContext context)
    {
        var asked = script.AuditEvents.Where(each => request.TenantId.Length == 0 || each.TenantId == request.TenantId);
        var (items, next) = script.Page(asked, request.PageToken);
        return Task.FromResult(new ListAuditEventsResponse { Events = { items }, NextPageToken = next });
    }

    public override async Task ExportAuditLog(
        ExportAuditLogRequest request, IServerStreamWriter<ExportAuditLogResponse> responseStream, ServerCallContext context)
    {
        foreach (var head in script.AuditHeads)
            await responseStream.WriteAsync(new ExportAuditLogResponse { Head = head });
        foreach (var (name, data) in script.AuditParts)
        {
            foreach (var piece in data.Chunk(100))
                await responseStream.WriteAsync(new ExportAuditLogResponse { Part = new AuditPart { Name = name, Data = ByteString.CopyFrom(piece) } });
        }
    }
}
