using Grpc.Core;
using Microsoft.Extensions.Options;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Gateway.Calls;
using Triad.Gateway.Errors;
using Triad.Gateway.Requests;
using Triad.Gateway.Tenants;
using Triad.Gateway.Tokens;
using Triad.Gateway.Usage;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Erasure;
using Triad.Grains.Abstractions.Videos;

namespace Triad.Gateway.Erasure;

/// <summary>ReceiptService. A tenant that was erased exists no more, so nobody is asked whether it does.</summary>
internal sealed class ReceiptApi(IGrainFactory grains, PageTokens tokens, IOptions<GatewayOptions> options) : V1.ReceiptService.ReceiptServiceBase
{
    /// <inheritdoc/>
    public override async Task<V1.Receipt> GetReceipt(V1.GetReceiptRequest request, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        var tenant = caller.TenantFor(request.TenantId).OrThrow();
        caller.SeesAll("GetReceipt").OrThrow();
        Meter(context, caller);
        if (request.VideoId.Length == 0)
        {
            var progress = (await grains.TenantErasure(tenant).GetAsync(context.CancellationToken)).OrThrow();
            return ReceiptMapping.ToWire(progress.Receipt ?? throw NotYet(tenant).ToRpcException());
        }

        var video = VideoId.Parse(request.VideoId).OrThrow();
        return ReceiptMapping.ToWire((await grains.Video(new VideoKey(tenant, video)).ReceiptAsync(context.CancellationToken)).OrThrow());
    }

    /// <inheritdoc/>
    public override async Task<V1.ListReceiptsResponse> ListReceipts(V1.ListReceiptsRequest request, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        caller.SeesAll("ListReceipts").OrThrow();
        var violations = new Violations();
        TenantId? tenant = caller.Tenant is null && request.TenantId.Length == 0 ? null : caller.TenantFor(request.TenantId).OrThrow();
        Meter(context, caller);
        var size = PageSize.Read(request.PageSize, options.Value.Limits, violations);
        var list = new V1.ListReceiptsRequest { TenantId = request.TenantId };
        var cursor = violations.Take(tokens.Read<IdCursor>(TokenPurpose.ReceiptPage, tenant, list, request.PageToken, "page_token"));
        violations.ThrowIfAny();

        var index = grains.ReceiptIndex(tenant);
        var found = (await index.ListAsync(cursor?.After ?? "", size + 1, unfinishedOnly: false, context.CancellationToken)).OrThrow();
        var page = found.Take(size).ToList();
        var response = new V1.ListReceiptsResponse
        {
            NextPageToken = found.Length > size ? tokens.Make(TokenPurpose.ReceiptPage, tenant, list, new IdCursor(page[^1].Id)) : "",
        };
        response.Receipts.AddRange(page.Select(entry => ReceiptMapping.ToWire(tenant, entry)));
        return response;
    }

    // What an operator reads may be of a tenant that is no more: nobody is billed for it.
    private static void Meter(ServerCallContext context, Caller caller)
    {
        if (caller.Tenant is { } own)
            SentMeter.Note(context, own);
    }

    private static Error NotYet(TenantId tenant) => Error.Of(
        ErrorReason.ReceiptNotFound, "tenant_id", tenant, "is still being erased", "Call DeleteTenant, which reports until the receipt is there.");
}
