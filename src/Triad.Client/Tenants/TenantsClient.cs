using System.Runtime.CompilerServices;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Triad.Client.Calls;
using Triad.Client.Tenants;

namespace Triad.Client;

/// <summary>Tenants and their keys. Calls need an operator's key; those about keys, and to read or name a tenant, take a tenant's administrator too.</summary>
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
        ModelChanges = new ModelChangesClient(_wire, calls);
    }

    /// <summary>Changes of tenants' models.</summary>
    public ModelChangesClient ModelChanges { get; }

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
                AllowedPackages = { options?.AllowedPackages ?? [] },
                ModelPackage = options?.ModelPackage ?? string.Empty,
                Retention = options?.Retention is { } retention ? Duration.FromTimeSpan(retention) : null,
            },
            RequestId = options?.RequestId ?? RequestIds.New(),
        };
        if (options?.Weight is { } weight)
            request.Tenant.Weight = weight;
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

    /// <summary>Changes a tenant; binds everywhere within 5 seconds.</summary>
    /// <param name="id">The tenant.</param>
    /// <param name="changes">What is to change.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TriadException">There is no such tenant, it is being erased, or nothing is to change.</exception>
    public async Task<Tenant> UpdateAsync(string id, UpdateTenantOptions changes, CancellationToken cancellationToken = default)
    {
        var request = changes.ToWire(id);
        return Tenant.FromWire(await _calls.UnaryAsync(
            call => _wire.UpdateTenantAsync(request, call), CallSafety.Repeatable, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Refuses a tenant's keys everywhere within 5 seconds; its data stays.</summary>
    /// <param name="id">The tenant.</param>
    /// <param name="reason">What the tenant is told; at most 500 characters.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TriadException">There is no such tenant, or it is being erased.</exception>
    public async Task<Tenant> SuspendAsync(string id, string? reason = null, CancellationToken cancellationToken = default)
    {
        var request = new V1.SuspendTenantRequest { TenantId = id, Reason = reason ?? string.Empty };
        return Tenant.FromWire(await _calls.UnaryAsync(
            call => _wire.SuspendTenantAsync(request, call), CallSafety.Repeatable, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Ends a suspension, everywhere within 5 seconds.</summary>
    /// <param name="id">The tenant.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TriadException">There is no such tenant, or it is being erased.</exception>
    public async Task<Tenant> ResumeAsync(string id, CancellationToken cancellationToken = default)
    {
        var request = new V1.ResumeTenantRequest { TenantId = id };
        return Tenant.FromWire(await _calls.UnaryAsync(
            call => _wire.ResumeTenantAsync(request, call), CallSafety.Repeatable, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>
    /// Erases a tenant with all that it has, and reports until it is gone; the last report has the receipt. The erasure goes on also where nobody
    /// reads; asked for again, of a tenant that is gone too, it goes on reporting with the same receipt.
    /// </summary>
    /// <param name="id">The tenant. Its id is never given to another one.</param>
    /// <param name="cancellationToken">Ends the reading, not the erasure.</param>
    /// <exception cref="TriadException">There is and was no such tenant.</exception>
    public async IAsyncEnumerable<TenantErasure> DeleteAsync(
        string id, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var watch = new ErasureWatch(_wire, _calls, new V1.DeleteTenantRequest { TenantId = id });
        await foreach (var progress in watch.ReadAsync(cancellationToken).ConfigureAwait(false))
            yield return progress;
    }

    /// <summary>Makes a key. It is not retried where its outcome is unknown: a key may then exist whose secret nobody has.</summary>
    /// <param name="tenant">The tenant that it is for; null with <see cref="KeyScope.Operator"/>.</param>
    /// <param name="scopes">What it may do: search, ingest or both, or operator alone.</param>
    /// <param name="displayName">For people.</param>
    /// <param name="expireTime">From when on it is refused; null for never.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TriadException">There is no such tenant, or the scopes do not go together.</exception>
    public Task<CreatedApiKey> CreateKeyAsync(
        string? tenant,
        IEnumerable<KeyScope> scopes,
        string? displayName = null,
        DateTimeOffset? expireTime = null,
        CancellationToken cancellationToken = default) =>
        CreateKeyAsync(
            tenant, new CreateKeyOptions { Scopes = [.. scopes], DisplayName = displayName, ExpireTime = expireTime }, cancellationToken);

    /// <summary>Makes a key. It is not retried where its outcome is unknown: a key may then exist whose secret nobody has.</summary>
    /// <param name="tenant">The tenant that it is for; null for the caller's own, or with <see cref="KeyScope.Operator"/>.</param>
    /// <param name="options">What it is to be.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TriadException">There is no such tenant, or the key cannot be made so, or not by this caller.</exception>
    public async Task<CreatedApiKey> CreateKeyAsync(string? tenant, CreateKeyOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var request = options.ToWire(tenant);
        var created = await _calls.UnaryAsync(
            call => _wire.CreateApiKeyAsync(request, call), CallSafety.OnlyWhenRefused, cancellationToken).ConfigureAwait(false);
        return new CreatedApiKey(ApiKey.FromWire(created.ApiKey), created.Key);
    }

    /// <summary>
    /// Gives a key another secret; the old one is accepted for a while yet. It is not retried where its outcome is unknown: rotate again, the secret in use
    /// keeps its time.
    /// </summary>
    /// <param name="keyId">The public part of the key.</param>
    /// <param name="overlap">How long the old secret is accepted, 0 to 30 days; null for a day.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TriadException">There is no such key, or too many old secrets are accepted already.</exception>
    public async Task<CreatedApiKey> RotateKeyAsync(string keyId, TimeSpan? overlap = null, CancellationToken cancellationToken = default)
    {
        var request = new V1.RotateApiKeyRequest { KeyId = keyId, Overlap = overlap is { } time ? Duration.FromTimeSpan(time) : null };
        var rotated = await _calls.UnaryAsync(
            call => _wire.RotateApiKeyAsync(request, call), CallSafety.OnlyWhenRefused, cancellationToken).ConfigureAwait(false);
        return new CreatedApiKey(ApiKey.FromWire(rotated.ApiKey), rotated.Key);
    }

    /// <summary>The keys of a tenant, or the operators' own; revoked ones are left out.</summary>
    /// <param name="tenant">The tenant; null for the operators' keys, or the tenant of an administrator.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public IAsyncEnumerable<ApiKey> ListKeysAsync(string? tenant, CancellationToken cancellationToken = default) =>
        Pages.ReadAsync((token, cancelled) => ListKeysPageAsync(tenant, 0, token, cancelled), null, cancellationToken);

    /// <summary>One page of the keys of a tenant, or of the operators' own.</summary>
    /// <param name="tenant">The tenant; null for the operators' keys, or the tenant of an administrator.</param>
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
