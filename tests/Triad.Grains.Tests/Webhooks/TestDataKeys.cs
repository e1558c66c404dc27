using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Triad.Core.Encryption;
using Triad.Core.Errors;
using Triad.Core.Identity;

namespace Triad.Grains.Tests.Webhooks;

/// <summary>A key a tenant, the same in every process.</summary>
internal sealed class TestDataKeys : IDataKeys
{
    private readonly ConcurrentDictionary<TenantId, bool> _destroyed = new();

    public Task<Result<DataKey>> CurrentAsync(TenantId tenant, CancellationToken cancellationToken) => Task.FromResult(Find(tenant));

    public Task<Result<DataKey>> FindAsync(TenantId tenant, Guid keyId, CancellationToken cancellationToken) => Task.FromResult(Find(tenant));

    public Task<Result<bool>> DestroyAsync(TenantId tenant, CancellationToken cancellationToken) => Task.FromResult<Result<bool>>(_destroyed.TryAdd(tenant, true));

    private Result<DataKey> Find(TenantId tenant)
    {
        if (_destroyed.ContainsKey(tenant))
            return KeyWrapping.Unusable(tenant.Value, "was destroyed", "Nothing helps.");
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(tenant.Value));
        return new DataKey(new Guid(hash.AsSpan(0, 16), bigEndian: true), hash);
    }
}
