using Orleans.Concurrency;
using Triad.Core.Errors;

namespace Triad.Grains.Abstractions.DataKeys;

/// <summary>Keeps a tenant's data key, wrapped: it never sees the key itself. Key: <see cref="Tenants.TenantKey"/>.</summary>
[Alias("triad.IDataKeyGrain")]
public interface IDataKeyGrain : IGrainWithStringKey
{
    /// <summary>The key as it is kept.</summary>
    [Alias("Get")]
    [AlwaysInterleave]
    Task<Result<DataKeySnapshot>> GetAsync(CancellationToken cancellationToken);

    /// <summary>Keeps a key where there is none and none was destroyed; answers with what is kept.</summary>
    /// <param name="offered">A wrapped key that was drawn anew.</param>
    /// <param name="cancellationToken">The end of the caller's patience.</param>
    [Alias("Keep")]
    Task<Result<DataKeySnapshot>> KeepAsync(DataKeySnapshot offered, CancellationToken cancellationToken);

    /// <summary>Keeps the same key in another wrapping, unless it is another one meanwhile; answers with what is kept.</summary>
    /// <param name="rewrapped">The key, wrapped by another key-encryption key.</param>
    /// <param name="cancellationToken">The end of the caller's patience.</param>
    [Alias("Rewrap")]
    Task<Result<DataKeySnapshot>> RewrapAsync(DataKeySnapshot rewrapped, CancellationToken cancellationToken);

    /// <summary>Destroys the key; the tenant gets no other. True where there was one.</summary>
    [Alias("Destroy")]
    Task<Result<bool>> DestroyAsync(CancellationToken cancellationToken);
}
