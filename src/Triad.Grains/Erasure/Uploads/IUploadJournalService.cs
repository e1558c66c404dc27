using Orleans.Services;
using Triad.Core.Errors;
using Triad.Core.Identity;

namespace Triad.Grains.Erasure.Uploads;

/// <summary>On every silo: what its process remembers of uploads.</summary>
[Alias("triad.IUploadJournalService")]
internal interface IUploadJournalService : IGrainService
{
    /// <summary>How many uploads of a tenant the process remembers; 0 where it takes none in.</summary>
    [Alias("Count")]
    Task<Result<long>> CountAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>Forgets those that nobody works on any more.</summary>
    [Alias("Erase")]
    Task<Result> EraseAsync(TenantId tenant, CancellationToken cancellationToken);
}
