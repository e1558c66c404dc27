using System.Collections.Immutable;
using Grpc.Core;
using Microsoft.Extensions.Options;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Gateway.Audit;
using Triad.Gateway.Calls;
using Triad.Gateway.Errors;
using Triad.Gateway.Requests;
using Triad.Gateway.Tenants;
using Triad.Gateway.Tokens;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Grants;

namespace Triad.Gateway.Grants;

/// <summary>GrantService.</summary>
internal sealed class GrantApi(
    IGrainFactory grains,
    TenantResolver tenants,
    GrantInvitations invitations,
    GrantRequestReader reader,
    ReceivedGrants received,
    PageTokens tokens,
    IOptions<GatewayOptions> options) : V1.GrantService.GrantServiceBase
{
    /// <inheritdoc/>
    public override async Task<V1.GrantInvitation> CreateGrantInvitation(V1.CreateGrantInvitationRequest request, ServerCallContext context)
    {
        var tenant = await tenants.ResolveActiveAsync(context, request.TenantId);
        return invitations.Make(tenant, request);
    }

    /// <inheritdoc/>
    public override async Task<V1.Grant> CreateGrant(V1.CreateGrantRequest request, ServerCallContext context)
    {
        var tenant = await tenants.ResolveActiveAsync(context, request.TenantId);
        var order = reader.Read(tenant, request, Caller.Of(context), options.Value.Limits);
        var grant = (await grains.GivenGrants(tenant).CreateAsync(order, context.CancellationToken)).OrThrow();
        SharedCalls.Note(context, grant.Grantee, grant.Id, 1);
        return GrantMapping.ToGrantor(grant);
    }

    /// <inheritdoc/>
    public override async Task<V1.Grant> GetGrant(V1.GetGrantRequest request, ServerCallContext context)
    {
        var tenant = await tenants.ResolveAsync(context, request.TenantId);
        CheckId(request.GrantId);
        var given = (await grains.GivenGrants(tenant).ListAsync(context.CancellationToken)).OrThrow();
        if (given.FirstOrDefault(grant => grant.Id == request.GrantId) is { } own)
            return GrantMapping.ToGrantor(own);
        return await received.FindAsync(tenant, request.GrantId, context.CancellationToken) ?? throw GrantMapping.NotFound(request.GrantId).ToRpcException();
    }

    /// <inheritdoc/>
    public override async Task<V1.ListGrantsResponse> ListGrants(V1.ListGrantsRequest request, ServerCallContext context)
    {
        var tenant = await tenants.ResolveAsync(context, request.TenantId);
        var violations = new Violations();
        var size = PageSize.Read(request.PageSize, options.Value.Limits, violations);
        var list = new V1.ListGrantsRequest { Received = request.Received, ActiveOnly = request.ActiveOnly };
        var cursor = violations.Take(tokens.Read<IdCursor>(TokenPurpose.GrantPage, tenant, list, request.PageToken, "page_token"));
        violations.ThrowIfAny();

        var grants = request.Received
            ? await received.ListAsync(tenant, context.CancellationToken)
            : (await grains.GivenGrants(tenant).ListAsync(context.CancellationToken)).OrThrow().Select(GrantMapping.ToGrantor).ToImmutableArray();
        var rest = (cursor is null ? grants : grants.SkipWhile(grant => grant.Id != cursor.After).Skip(1))
            .Where(grant => !request.ActiveOnly || grant.State == V1.GrantState.Active)
            .Take(size + 1)
            .ToList();
        var page = rest.Take(size).ToList();
        var response = new V1.ListGrantsResponse
        {
            NextPageToken = rest.Count > size ? tokens.Make(TokenPurpose.GrantPage, tenant, list, new IdCursor(page[^1].Id)) : "",
        };
        response.Grants.AddRange(page);
        return response;
    }

    /// <inheritdoc/>
    public override async Task<V1.Grant> RevokeGrant(V1.RevokeGrantRequest request, ServerCallContext context)
    {
        var tenant = await tenants.ResolveAsync(context, request.TenantId);
        CheckId(request.GrantId);
        var grant = (await grains.GivenGrants(tenant).RevokeAsync(request.GrantId, Caller.Of(context).Who, context.CancellationToken)).OrThrow();
        SharedCalls.Note(context, grant.Grantee, grant.Id, 1);
        return GrantMapping.ToGrantor(grant);
    }

    private static void CheckId(string grantId)
    {
        if (grantId.Length == 0)
            throw Error.Missing("grant_id", "Name a grant of the tenant.").ToRpcException();
    }
}
