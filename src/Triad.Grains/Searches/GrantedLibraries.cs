using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Routing;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Grants;
using Triad.Grains.Abstractions.Searches;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.Grants;

namespace Triad.Grains.Searches;

/// <summary>
/// Finds the libraries of the grants that a search names. Nothing is kept: each search asks the asking tenant's index whose the grants are, then the
/// grantors whether they hold. So a revocation binds the next search of every gateway.
/// </summary>
internal sealed class GrantedLibraries(IGrainFactory grains)
{
    /// <summary>One library a grantor, or why one of the grants cannot be used: a search is answered over all that it names, or refused.</summary>
    /// <param name="request">The search.</param>
    /// <param name="space">The space that it is in.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<Result<ImmutableArray<SearchLibrary>>> FindAsync(SearchRequest request, SpaceId space, CancellationToken cancellationToken)
    {
        if (request.Grants.IsDefaultOrEmpty)
            return ImmutableArray<SearchLibrary>.Empty;
        var received = await grains.ReceivedGrants(request.TenantId).FindAsync(request.Grants, CancellationToken.None).WaitAsync(cancellationToken);
        if (!received.IsOk)
            return received.Error;
        var grantors = received.Value.Select(grant => grant.Grantor).Distinct().ToList();
        var asked = await Task.WhenAll(grantors.Select(grantor => AskAsync(grantor, request, cancellationToken)));
        if (asked.FirstOrDefault(answer => !answer.IsOk) is { Error: { } failure })
            return failure;
        if (FindGone(request, received.Value) is { } gone)
            return gone;
        return ToLibraries(request, [.. asked.Select(answer => answer.Value)], space);
    }

    private static Error? FindGone(SearchRequest request, ImmutableArray<ReceivedGrant> received) =>
        received.FirstOrDefault(grant => grant.IsGone) is { } gone
            ? GrantRules.Ended($"grants[{request.Grants.IndexOf(gone.GrantId)}]", gone.GrantId, null)
            : null;

    private static Result<ImmutableArray<SearchLibrary>> ToLibraries(
        SearchRequest request, List<(ImmutableArray<Grant> Grants, TenantSnapshot? Tenant)> found, SpaceId space)
    {
        for (var i = 0; i < request.Grants.Length; i++)
        {
            if (Check(request.Grants[i], $"grants[{i}]", found, space, request.Access) is { } refused)
                return refused;
        }

        var libraries = ImmutableArray.CreateBuilder<SearchLibrary>();
        foreach (var (grants, tenant) in found)
        {
            ImmutableArray<(Grant, Filter)> filters = [.. grants.Select(grant => (grant, GrantedFilter.Of(grant, request.Filter)))];
            var filter = filters is [var (_, only)] ? only : new Filter([], [.. filters.Select(entry => new Nested(entry.Item2))], []);
            libraries.Add(new SearchLibrary(
                libraries.Count + 1, tenant!.TenantId, ShardRouter.FirstOf(tenant.Live.Number), tenant.ShardCount, filter, filters));
        }

        return libraries.ToImmutable();
    }

    private static Error? Check(
        string id, string field, List<(ImmutableArray<Grant> Grants, TenantSnapshot? Tenant)> found, SpaceId space, Filter? access)
    {
        var (grant, tenant) = found.SelectMany(answer => answer.Grants.Select(grant => (grant, answer.Tenant))).FirstOrDefault(pair => pair.grant.Id == id);
        if (grant is null)
            return GrantRules.NotFound(field, id);
        if (grant.Status != GrantStatus.Active || tenant is not { Status: TenantStatus.Active })
            return GrantRules.Ended(field, id, grant.Status == GrantStatus.Expired ? grant.ExpiresAt : null);
        if (tenant.Live.Space != space)
            return GrantRules.OtherSpace(field, grant, tenant.Live.Space, space);
        return access is not null && GrantedFilter.HiddenKeyOf(access, grant.Fields) is { } hidden ? GrantRules.CannotConfine(field, id, hidden) : null;
    }

    private async Task<Result<(ImmutableArray<Grant> Grants, TenantSnapshot? Tenant)>> AskAsync(
        TenantId grantor, SearchRequest request, CancellationToken cancellationToken)
    {
        var asking = grains.GivenGrants(grantor).FindAsync(request.TenantId, request.Grants, CancellationToken.None);
        var tenant = await grains.Tenant(grantor).GetAsync(CancellationToken.None).WaitAsync(cancellationToken);
        var grants = await asking.WaitAsync(cancellationToken);
        if (!grants.IsOk)
            return grants.Error;
        return tenant.IsOk || tenant.Error.Reason == ErrorReason.TenantNotFound
            ? (grants.Value, tenant.IsOk ? tenant.Value : null)
            : tenant.Error;
    }
}
