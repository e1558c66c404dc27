using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions.Usage;

namespace Triad.Gateway.Tests.Doubles;

internal sealed class UsageClerkDouble(GrainWorld world) : IUsageClerkGrain
{
    public Task<Result<ImmutableArray<ExportTargetStatus>>> StatusAsync(CancellationToken cancellationToken) =>
        Task.FromResult<Result<ImmutableArray<ExportTargetStatus>>>(world.Exports.ToImmutableArray());

    public Task<Result> MarkAsync(TenantId tenant, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result> TickAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
}
