using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.Options;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Gateway.Calls;
using Triad.Gateway.Errors;
using Triad.Gateway.Requests;
using Triad.Gateway.Tenants;
using Triad.Gateway.Tokens;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Holds;

namespace Triad.Gateway.Holds;

/// <summary>HoldService.</summary>
internal sealed class HoldApi(IGrainFactory grains, TenantResolver tenants, PageTokens tokens, IOptions<GatewayOptions> options)
    : V1.HoldService.HoldServiceBase
{
    private const int MaxReason = 500;
    private const int MaxRequestId = 64;

    /// <inheritdoc/>
    public override async Task<V1.Hold> PlaceHold(V1.PlaceHoldRequest request, ServerCallContext context)
    {
        var tenant = await tenants.ResolveAsync(context, request.TenantId);
        var violations = new Violations();
        var video = ReadVideo(request.VideoId, violations);
        CheckReason(request.Reason, "Say why it must not be deleted.", violations);
        violations.CheckLength("request_id", request.RequestId, MaxRequestId);
        violations.ThrowIfAny();
        var order = new PlaceHold(request.RequestId, video, request.Reason, Caller.Of(context).Who);
        return ToWire((await grains.Holds(tenant).PlaceAsync(order, context.CancellationToken)).OrThrow());
    }

    /// <inheritdoc/>
    public override async Task<V1.Hold> LiftHold(V1.LiftHoldRequest request, ServerCallContext context)
    {
        var tenant = await tenants.ResolveAsync(context, request.TenantId);
        var violations = new Violations();
        if (request.HoldId.Length == 0)
            violations.Add(Error.Missing("hold_id", "Name a hold of the tenant."));
        CheckReason(request.Reason, "Say why it is lifted.", violations);
        violations.ThrowIfAny();
        var by = Caller.Of(context).Who;
        return ToWire((await grains.Holds(tenant).LiftAsync(request.HoldId, by, request.Reason, context.CancellationToken)).OrThrow());
    }

    /// <inheritdoc/>
    public override async Task<V1.ListHoldsResponse> ListHolds(V1.ListHoldsRequest request, ServerCallContext context)
    {
        var tenant = await tenants.ResolveAsync(context, request.TenantId);
        var violations = new Violations();
        var video = ReadVideo(request.VideoId, violations);
        var size = PageSize.Read(request.PageSize, options.Value.Limits, violations);
        var list = new V1.ListHoldsRequest { VideoId = request.VideoId, ActiveOnly = request.ActiveOnly };
        var cursor = violations.Take(tokens.Read<IdCursor>(TokenPurpose.HoldPage, tenant, list, request.PageToken, "page_token"));
        violations.ThrowIfAny();

        var holds = (await grains.Holds(tenant).ListAsync(context.CancellationToken)).OrThrow();
        var rest = (cursor is null ? holds : holds.SkipWhile(hold => hold.Id != cursor.After).Skip(1))
            .Where(hold => (video is null || hold.VideoId is null || hold.VideoId == video) && !(request.ActiveOnly && hold.LiftedAt is not null))
            .Take(size + 1)
            .ToList();
        var page = rest.Take(size).ToList();
        var response = new V1.ListHoldsResponse
        {
            NextPageToken = rest.Count > size ? tokens.Make(TokenPurpose.HoldPage, tenant, list, new IdCursor(page[^1].Id)) : "",
        };
        response.Holds.AddRange(page.Select(ToWire));
        return response;
    }

    private static VideoId? ReadVideo(string videoId, Violations violations) =>
        videoId.Length == 0 ? null : violations.Take(VideoId.Parse(videoId));

    private static void CheckReason(string reason, string remedy, Violations violations)
    {
        if (string.IsNullOrWhiteSpace(reason))
            violations.Add(Error.Missing("reason", remedy));
        violations.CheckLength("reason", reason, MaxReason);
    }

    private static V1.Hold ToWire(Hold hold) => new()
    {
        Id = hold.Id,
        TenantId = hold.TenantId.Value,
        VideoId = hold.VideoId?.Value ?? "",
        Reason = hold.Reason,
        PlacedBy = hold.PlacedBy,
        PlaceTime = Timestamp.FromDateTimeOffset(hold.PlacedAt),
        LiftedBy = hold.LiftedBy,
        LiftTime = hold.LiftedAt is { } lifted ? Timestamp.FromDateTimeOffset(lifted) : null,
        LiftReason = hold.LiftReason,
    };
}
