using System.Collections.Immutable;
using Orleans.Concurrency;
using Triad.Core.Errors;
using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Holds;

/// <summary>The holds of a tenant, those that were lifted too. Key: <see cref="Tenants.TenantKey"/>.</summary>
[Alias("triad.IHoldGrain")]
public interface IHoldGrain : IGrainWithStringKey
{
    /// <summary>Places a hold. From its return on no deletion begins; what was being deleted before goes on. VideoNotFound, TenantNotFound.</summary>
    [Alias("Place")]
    Task<Result<Hold>> PlaceAsync(PlaceHold request, CancellationToken cancellationToken);

    /// <summary>Lifts a hold; of one that is lifted it changes nothing. HoldNotFound.</summary>
    /// <param name="holdId">Which.</param>
    /// <param name="by">The caller's key.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">The end of the caller's patience.</param>
    [Alias("Lift")]
    Task<Result<Hold>> LiftAsync(string holdId, string by, string reason, CancellationToken cancellationToken);

    /// <summary>All holds in the order in which they were placed.</summary>
    [Alias("List")]
    [AlwaysInterleave]
    Task<Result<ImmutableArray<Hold>>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Whether a deletion may begin: Held where it may not, naming the hold.</summary>
    /// <param name="video">The video; null for the tenant, which a hold of any of its videos holds too.</param>
    /// <param name="cancellationToken">The end of the caller's patience.</param>
    [Alias("Check")]
    [AlwaysInterleave]
    Task<Result> CheckAsync(VideoId? video, CancellationToken cancellationToken);
}
