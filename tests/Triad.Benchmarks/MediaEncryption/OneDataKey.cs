using System.Security.Cryptography;
using Triad.Core.Encryption;
using Triad.Core.Errors;
using Triad.Core.Identity;

namespace Triad.Benchmarks.MediaEncryption;

/// <summary>The same key for every tenant: what a process has at hand once it has unwrapped it.</summary>
internal sealed class OneDataKey : IDataKeys
{
    private readonly DataKey _key = new(Guid.NewGuid(), RandomNumberGenerator.GetBytes(DataKey.Bytes));

    public Task<Result<DataKey>> CurrentAsync(TenantId tenant, CancellationToken cancellationToken) => Task.FromResult<Result<DataKey>>(_key);

    public Task<Result<DataKey>> FindAsync(TenantId tenant, Guid keyId, CancellationToken cancellationToken) => Task.FromResult<Result<DataKey>>(_key);

    public Task<Result<bool>> DestroyAsync(TenantId tenant, CancellationToken cancellationToken) => throw new NotSupportedException();
}
