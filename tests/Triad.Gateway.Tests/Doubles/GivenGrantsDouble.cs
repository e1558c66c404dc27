using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions.Grants;

namespace Triad.Gateway.Tests.Doubles;

internal sealed class GivenGrantsDouble(GrainWorld world, string tenant) : IGivenGrantsGrain
{
    public Task<Result<Grant>> CreateAsync(CreateGrant request, CancellationToken cancellationToken)
    {
        world.GrantOrders.Enqueue(request);
        var grant = new Grant(
            $"grant-{world.Grants.Count}", TenantId.From(tenant), request.Grantee, request.DisplayName, request.Filter, request.Fields, GrainWorld.Space,
            GrantStatus.Active, world.Time.GetUtcNow(), request.ExpiresAt)
        {
            CreatedBy = request.By,
        };
        world.Grants[grant.Id] = grant;
        return Task.FromResult<Result<Grant>>(grant);
    }

    public Task<Result<Grant>> RevokeAsync(string grantId, string by, CancellationToken cancellationToken)
    {
        if (!world.Grants.TryGetValue(grantId, out var grant) || grant.Grantor.Value != tenant)
            return Task.FromResult<Result<Grant>>(Error.Of(ErrorReason.GrantNotFound, "grant_id", grantId, "is no grant of the tenant", "List them."));
        return Task.FromResult<Result<Grant>>(
            world.Grants[grantId] = grant with { Status = GrantStatus.Revoked, RevokedAt = world.Time.GetUtcNow(), RevokedBy = by });
    }

    public Task<Result<ImmutableArray<Grant>>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<Result<ImmutableArray<Grant>>>(
        world.Grants.Values.Where(grant => grant.Grantor.Value == tenant).OrderBy(grant => grant.Id, StringComparer.Ordinal).ToImmutableArray());

    public Task<Result<ImmutableArray<Grant>>> FindAsync(TenantId grantee, ImmutableArray<string> grantIds, CancellationToken cancellationToken) =>
        Task.FromResult<Result<ImmutableArray<Grant>>>(
            world.Grants.Values.Where(grant => grant.Grantor.Value == tenant && grant.Grantee == grantee && grantIds.Contains(grant.Id)).ToImmutableArray());

    public Task<Result<bool>> GrantsToAsync(TenantId grantee, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result> EndAsync(TenantId grantee, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result> EraseAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
}
