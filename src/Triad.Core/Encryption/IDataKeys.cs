using Triad.Core.Errors;
using Triad.Core.Identity;

namespace Triad.Core.Encryption;

/// <summary>The data keys of tenants: one a tenant, made when it is first needed, gone for good once it is destroyed.</summary>
public interface IDataKeys
{
    /// <summary>The key to encrypt with; made and durable on return where the tenant has none.</summary>
    /// <returns>The key; DataKeyUnavailable where it is destroyed or cannot be unwrapped, or Unavailable.</returns>
    Task<Result<DataKey>> CurrentAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>The key that a blob says it was encrypted with.</summary>
    /// <returns>The key; DataKeyUnavailable where it is destroyed, another one, or cannot be unwrapped, or Unavailable.</returns>
    Task<Result<DataKey>> FindAsync(TenantId tenant, Guid keyId, CancellationToken cancellationToken);

    /// <summary>
    /// Destroys the tenant's key: what it has encrypted cannot be read any more, wherever it lies, and the tenant never gets another one. Durable on
    /// return; other processes forget it within 5 s. Success where it is destroyed already.
    /// </summary>
    /// <returns>True where there was a key, false where the tenant had none.</returns>
    Task<Result<bool>> DestroyAsync(TenantId tenant, CancellationToken cancellationToken);
}
