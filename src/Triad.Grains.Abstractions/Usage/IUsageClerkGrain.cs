using System.Collections.Immutable;
using Orleans.Concurrency;
using Triad.Core.Errors;
using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Usage;

/// <summary>
/// Does what ledgers need from time to time: ends their hours, enters hours of storage, exports. The one place of a platform that does; it knows
/// which tenants' ledgers have something to be done. Key: 0.
/// </summary>
[Alias("triad.IUsageClerkGrain")]
public interface IUsageClerkGrain : IGrainWithIntegerKey
{
    /// <summary>Notes, durably, that a tenant's ledger has something to be done.</summary>
    [Alias("Mark")]
    [AlwaysInterleave]
    Task<Result> MarkAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>Does a round where it is time; asked by every process from time to time, so that there is somebody who does.</summary>
    [Alias("Tick")]
    Task<Result> TickAsync(CancellationToken cancellationToken);

    /// <summary>How the exports go.</summary>
    [Alias("Status")]
    [AlwaysInterleave]
    Task<Result<ImmutableArray<ExportTargetStatus>>> StatusAsync(CancellationToken cancellationToken);
}
