using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Triad.Core.Erasure;
using Triad.Core.Errors;
using Triad.Core.Identity;

namespace Triad.Grains.Erasure.Uploads;

/// <inheritdoc cref="IUploadJournalService"/>
internal sealed class UploadJournalService(GrainId id, Silo silo, ILoggerFactory logs, IServiceProvider services)
    : GrainService(id, silo, logs), IUploadJournalService
{
    // Asked for late: a silo starts before what takes uploads in.
    private IUploadLeftovers? Leftovers => services.GetService<IUploadLeftovers>();

    public async Task<Result<long>> CountAsync(TenantId tenant, CancellationToken cancellationToken) =>
        Leftovers is { } leftovers ? await leftovers.CountAsync(tenant, cancellationToken) : 0;

    public async Task<Result> EraseAsync(TenantId tenant, CancellationToken cancellationToken) =>
        Leftovers is { } leftovers ? await leftovers.EraseAsync(tenant, cancellationToken) : Result.Ok;
}
