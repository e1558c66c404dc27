using System.Security.Cryptography;
using System.Text;
using Triad.Core.Encryption;
using Triad.Core.Errors;
using Triad.Core.Identity;

namespace Triad.Media.Tests.Encryption;

/// <summary>A key a tenant, the same in every run.</summary>
internal sealed class FixedDataKeys : IDataKeys
{
    private readonly HashSet<TenantId> _destroyed = [];

    public static DataKey Of(TenantId tenant)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(tenant.Value));
        return new DataKey(new Guid(hash.AsSpan(0, 16), bigEndian: true), hash);
    }

    public Task<Result<DataKey>> CurrentAsync(TenantId tenant, CancellationToken cancellationToken) => Task.FromResult(Find(tenant));

    public Task<Result<DataKey>> FindAsync(TenantId tenant, Guid keyId, CancellationToken cancellationToken) => Task.FromResult(Find(tenant));

    public Task<Result<bool>> DestroyAsync(TenantId tenant, CancellationToken cancellationToken) => Task.FromResult<Result<bool>>(_destroyed.Add(tenant));

    private Result<DataKey> Find(TenantId tenant) => _destroyed.Contains(tenant)
        ? KeyWrapping.Unusable(tenant.Value, "was destroyed", "Nothing helps.")
        : Of(tenant);
}
