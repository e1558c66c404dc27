using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Triad.Client.Calls;

namespace Triad.Client;

/// <summary>Tenants and their keys. Every call but <see cref="BootstrapAsync"/> needs an operator's key.</summary>
public sealed class TenantsClient
{
    private readonly V1.TenantService.TenantServiceClient _wire;
    private readonly V1.BootstrapService.BootstrapServiceClient _bootstrap;
    private readonly CallRunner _calls;

    internal TenantsClient(CallInvoker invoker, CallRunner calls)
    {
        _wire = new V1.TenantService.TenantServiceClient(invoker);
        _bootstrap = new V1.BootstrapService.BootstrapServiceClient(invoker);
        _calls = calls;
    }

    /// <summary>Makes the first operator's key of a platform that was started without one. Needs no API key; works once.</summary>
    /// <param name="token">The one-time token that the platform was started with.</param>
    /// <param name="key">The key to be; the same one again is answered the same, so that a lost answer costs nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TriadException">The token is wrong, or the platform has its first key already; it does not say which.</exception>
    public async Task<ApiKey> BootstrapAsync(string token, DrawnApiKey key, CancellationToken cancellationToken = default)
    {
        var request = new V1.BootstrapRequest { Token = token, KeyId = key.Id, SecretSha256 = ByteString.CopyFrom(key.SecretSha256()) };
        return ApiKey.FromWire(await _calls.UnaryAsync(
            call => _bootstrap.BootstrapAsync(request, call), CallSafety.Repeatable, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Makes a tenant that can be used at once.</summary>
    /// <param name="id">3 to 40 characters: lower-case letters, digits and <c>-</c>, starting with a letter.</param>
    /// <param name="options">What else is known about it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TriadException">The id is taken or not valid, or the model package is not loaded.</exception>
    public async Task<Tenant> CreateAsync(string id, CreateTenantOptions? options = null, CancellationToken cancellationToken = default)
    {
        var request = new V1.CreateTenantRequest
        {
            Tenant = new V1.Tenant
            {
                Id = id,
                DisplayName = options?.DisplayName ?? string.Empty,
                Plan = options?.Plan ?? string.Empty,
                Quotas = options?.Quotas?.ToWire(),
                ModelPackage = options?.ModelPackage ?? string.Empty,
                Retention = options?.Retention is { } retention ? Duration.FromTimeSpan(retention) : null,
            },
            RequestId = options?.RequestId ?? RequestIds.New(),
        };
        return Tenant.FromWire(await _calls.UnaryAsync(
            call => _wire.CreateTenantAsync(request, call), CallSafety.Repeatable, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Reads a tenant.</summary>
    /// <param name="id">The tenant.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TriadException">There is no such tenant.</exception>
    public async Task<Tenant> GetAsync(string id, CancellationToken cancellationToken = default)
    {
        var request = new V1.GetTenantRequest { TenantId = id };
        return Tenant.FromWire(await _calls.UnaryAsync(
            call => _wire.GetTenantAsync(request, call), CallSafety.Repeatable, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>All tenants in the order of their ids, page by page as they are read.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    public IAsyncEnumerable<Tenant> ListAsync(CancellationToken cancellationToken = default) =>
        Pages.ReadAsync((token, cancelled) => ListPageAsync(0, token, cancelled), null, cancellationToken);

    /// <summary>One page of all tenants.</summary>
    /// <param name="pageSize">How many, 1 to 1,000; 0 leaves it to the platform.</param>
    /// <param name="pageToken">The token that the page before ended with; null for the first page.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<Page<Tenant>> ListPageAsync(int pageSize = 0, string? pageToken = null, CancellationToken cancellationToken = default)
    {
        var request = new V1.ListTenantsRequest { PageSize = pageSize, PageToken = pageToken ?? string.Empty };
        var page = await _calls.UnaryAsync(
            call => _wire.ListTenantsAsync(request, call), CallSafety.Repeatable, cancellationToken).ConfigureAwait(false);
        return Page<Tenant>.Of(page.Tenants, Tenant.FromWire, page.NextPageToken);
    }

    /// <summary>Makes a key. It is not retried where its outcome is unknown: a key may then exist whose secret nobody has.</summary>
    /// <param name="tenant">The tenant that it is for; null with <see cref="KeyScope.Operator"/>.</param>
    /// <param name="scopes">What it may do: search, ingest or both, or operator alone.</param>
    /// <param name="displayName">For people.</param>
    /// <param name="expireTime">From when on it is refused; null for never.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TriadException">There is no such tenant, or the scopes do not go together.</exception>
    public async Task<CreatedApiKey> CreateKeyAsync(
        string? tenant,
        IEnumerable<KeyScope> scopes,
        string? displayName = null,
        DateTimeOffset? expireTime = null,
        CancellationToken cancellationToken = default)
    {
        var request = new V1.CreateApiKeyRequest
        {
            TenantId = tenant ?? string.Empty,
            DisplayName = displayName ?? string.Empty,
            Scopes = { scopes.Select(scope => (V1.Scope)scope) },
            ExpireTime = expireTime is { } time ? Timestamp.FromDateTimeOffset(time) : null,
        };
        var created = await _calls.UnaryAsync(
            call => _wire.CreateApiKeyAsync(request, call), CallSafety.OnlyWhenRefused, cancellationToken).ConfigureAwait(false);
        return new CreatedApiKey(ApiKey.FromWire(created.ApiKey), created.Key);
    }

    /// <summary>The keys of a tenant, or the operators' own; revoked and expired ones too.</summary>
    /// <param name="tenant">The tenant; null for the operators' keys.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public IAsyncEnumerable<ApiKey> ListKeysAsync(string? tenant, CancellationToken cancellationToken = default) =>
        Pages.ReadAsync((token, cancelled) => ListKeysPageAsync(tenant, 0, token, cancelled), null, cancellationToken);

    /// <summary>One page of the keys of a tenant, or of the operators' own.</summary>
    /// <param name="tenant">The tenant; null for the operators' keys.</param>
    /// <param name="pageSize">How many, 1 to 1,000; 0 leaves it to the platform.</param>
    /// <param name="pageToken">The token that the page before ended with; null for the first page.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<Page<ApiKey>> ListKeysPageAsync(
        string? tenant, int pageSize = 0, string? pageToken = null, CancellationToken cancellationToken = default)
    {
        var request = new V1.ListApiKeysRequest { TenantId = tenant ?? string.Empty, PageSize = pageSize, PageToken = pageToken ?? string.Empty };
        var page = await _calls.UnaryAsync(
            call => _wire.ListApiKeysAsync(request, call), CallSafety.Repeatable, cancellationToken).ConfigureAwait(false);
        return Page<ApiKey>.Of(page.ApiKeys, ApiKey.FromWire, page.NextPageToken);
    }

    /// <summary>Revokes a key; it is refused everywhere within 5 seconds.</summary>
    /// <param name="keyId">The public part of the key.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TriadException">There is no such key.</exception>
    public async Task RevokeKeyAsync(string keyId, CancellationToken cancellationToken = default)
    {
        var request = new V1.RevokeApiKeyRequest { KeyId = keyId };
        await _calls.UnaryAsync(
            call => _wire.RevokeApiKeyAsync(request, call), CallSafety.Repeatable, cancellationToken).ConfigureAwait(false);
    }
}
