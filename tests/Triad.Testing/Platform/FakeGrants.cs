using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Triad.V1;

namespace Triad.Testing.Platform;

/// <summary>GrantService of the fake platform: every grant is of "acme".</summary>
internal sealed class FakeGrants(PlatformScript script) : GrantService.GrantServiceBase
{
    public override Task<GrantInvitation> CreateGrantInvitation(CreateGrantInvitationRequest request, ServerCallContext context) => Task.FromResult(new GrantInvitation
    {
        Token = $"invitation-for-{request.GrantorTenantId}",
        ExpireTime = Timestamp.FromDateTimeOffset(DateTimeOffset.UnixEpoch.AddHours(request.LifetimeHours == 0 ? 168 : request.LifetimeHours)),
    });

    public override Task<Grant> CreateGrant(CreateGrantRequest request, ServerCallContext context)
    {
        script.GrantRequests.Enqueue(request);
        var grant = new Grant
        {
            Id = $"grant-{script.Grants.Count}",
            TenantId = request.TenantId.Length > 0 ? request.TenantId : "acme",
            GranteeTenantId = request.GranteeTenantId.Length > 0 ? request.GranteeTenantId : "beta",
            DisplayName = request.DisplayName,
            Filter = request.Filter,
            Fields = request.Fields,
            Space = FakeSearch.Space,
            State = GrantState.Active,
            CreateTime = Timestamp.FromDateTimeOffset(DateTimeOffset.UnixEpoch),
            ExpireTime = request.ExpireTime,
            CreatedBy = "id",
        };
        return Task.FromResult(script.Grants[grant.Id] = grant);
    }

    public override Task<Grant> GetGrant(GetGrantRequest request, ServerCallContext context) => Task.FromResult(Find(request.GrantId));

    public override Task<ListGrantsResponse> ListGrants(ListGrantsRequest request, ServerCallContext context)
    {
        var all = script.Grants.Values.OrderBy(grant => grant.Id, StringComparer.Ordinal).Where(grant => !request.ActiveOnly || grant.State == GrantState.Active);
        var (items, next) = script.Page(request.Received ? [] : all, request.PageToken);
        return Task.FromResult(new ListGrantsResponse { Grants = { items }, NextPageToken = next });
    }

    public override Task<Grant> RevokeGrant(RevokeGrantRequest request, ServerCallContext context)
    {
        var grant = Find(request.GrantId).Clone();
        grant.State = GrantState.Revoked;
        grant.RevokeTime = Timestamp.FromDateTimeOffset(DateTimeOffset.UnixEpoch.AddHours(1));
        return Task.FromResult(script.Grants[grant.Id] = grant);
    }

    private Grant Find(string id) => script.Grants.TryGetValue(id, out var grant)
        ? grant
        : throw Refusal.Of(StatusCode.NotFound, "GRANT_NOT_FOUND", "There is no such grant.", "grant_id", id, "List the grants.");
}
