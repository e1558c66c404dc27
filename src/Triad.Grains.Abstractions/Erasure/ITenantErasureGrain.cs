using Orleans.Concurrency;
using Triad.Core.Errors;

namespace Triad.Grains.Abstractions.Erasure;

/// <summary>
/// Erases a tenant with all that it has, and keeps the receipt. Key: <see cref="Tenants.TenantKey"/>. It goes on after a kill at any step, and
/// by itself when nobody watches.
/// </summary>
[Alias("triad.ITenantErasureGrain")]
public interface ITenantErasureGrain : IGrainWithStringKey
{
    /// <summary>
    /// Begins it, and tells how far it is; of one that has begun or ended the same. TenantNotFound where there is and was no such tenant,
    /// Held where a hold forbids it.
    /// </summary>
    /// <param name="requestedBy">The id of the API key that asks; that of the first one counts.</param>
    /// <param name="cancellationToken">Gives up; it may have begun all the same.</param>
    [Alias("Begin")]
    Task<Result<ErasureProgress>> BeginAsync(string requestedBy, CancellationToken cancellationToken);

    /// <summary>How far it is; ReceiptNotFound where the tenant is not being erased and never was.</summary>
    [Alias("Get")]
    [AlwaysInterleave]
    Task<Result<ErasureProgress>> GetAsync(CancellationToken cancellationToken);

    /// <summary>Success where it has not begun; waits for one that is about to.</summary>
    [Alias("Check")]
    Task<Result> CheckAsync(CancellationToken cancellationToken);

    /// <summary>Answers as soon as the version differs from the one seen, or with the same one after some seconds.</summary>
    [Alias("Watch")]
    [AlwaysInterleave]
    Task<Result<ErasureProgress>> WatchAsync(long seenVersion, CancellationToken cancellationToken);

    /// <summary>Goes on with one that was cut short: for the start of a process. Of one that has ended it changes nothing.</summary>
    [Alias("Resume")]
    Task<Result> ResumeAsync(CancellationToken cancellationToken);
}
