using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions.Grants;

namespace Triad.Gateway.Tests.Doubles;

internal sealed class ReceivedGrantsDouble(GrainWorld world, string tenant) : IReceivedGrantsGrain
{
    public Task<Result> NoteAsync(ReceivedGrant grant, ImmutableArray<string> kept, CancellationToken cancellationToken) => throw new NotSupportedException();

    public async Task<Result<ImmutableArray<ReceivedGrant>>> FindAsync(ImmutableArray<string> grantIds, CancellationToken cancellationToken) =>
        (await ListAsync(cancellationToken)).Value.Where(grant => grantIds.Contains(grant.GrantId)).ToImmutableArray();

    public Task<Result<ImmutableArray<ReceivedGrant>>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<Result<ImmutableArray<ReceivedGrant>>>(
        world.Grants.Values
            .Where(grant => grant.Grantee.Value == tenant)
            .OrderBy(grant => grant.Id, StringComparer.Ordinal)
            .Select(grant => new ReceivedGrant(grant.Id, grant.Grantor, grant.CreatedAt, grant.ExpiresAt) { IsGone = grant.Status == GrantStatus.Gone })
            .Append(new ReceivedGrant("never-made", TenantId.From("acme"), default, default))
            .ToImmutableArray());

    public Task<Result> EndAsync(TenantId grantor, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result> EraseAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
}
