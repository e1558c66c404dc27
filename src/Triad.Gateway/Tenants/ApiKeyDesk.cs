using Microsoft.Extensions.Options;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Gateway.Calls;
using Triad.Gateway.Errors;
using Triad.Gateway.Requests;
using Triad.Gateway.Tokens;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Keys;

namespace Triad.Gateway.Tenants;

/// <summary>Makes, lists, rotates and revokes API keys: a tenant's through its grain, operators' directly.</summary>
internal sealed class ApiKeyDesk(IGrainFactory grains, ApiKeyRequestReader reader, PageTokens tokens, IOptions<GatewayOptions> options)
{
    // How many keys are asked at a time for what they alone know.
    private const int Batch = 16;

    /// <summary>Makes a key.</summary>
    public async Task<V1.CreateApiKeyResponse> CreateAsync(V1.CreateApiKeyRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var violations = new Violations();
        var (tenant, order) = reader.Read(request, caller, violations);
        violations.ThrowIfAny();
        var issued = (tenant is { } owner
            ? await grains.Tenant(owner).CreateKeyAsync(order, cancellationToken)
            : await grains.OperatorKeys().CreateAsync(order, cancellationToken)).OrThrow();
        return new V1.CreateApiKeyResponse { ApiKey = TenantMapping.ToWire(issued.Key), Key = issued.Token };
    }

    /// <summary>Lists a tenant's keys, or those of the operators.</summary>
    public async Task<V1.ListApiKeysResponse> ListAsync(V1.ListApiKeysRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var violations = new Violations();
        var tenant = OwnerOf(request.TenantId, caller, violations);
        var size = PageSize.Read(request.PageSize, options.Value.Limits, violations);
        var list = new V1.ListApiKeysRequest { TenantId = tenant?.Value ?? "" };
        var cursor = violations.Take(tokens.Read<IdCursor>(TokenPurpose.KeyPage, null, list, request.PageToken, "page_token"));
        violations.ThrowIfAny();

        var keys = (tenant is { } owner
            ? await grains.Tenant(owner).ListKeysAsync(cancellationToken)
            : await grains.OperatorKeys().ListAsync(cancellationToken)).OrThrow();
        var rest = cursor is null ? keys : [.. keys.SkipWhile(key => key.KeyId.Value != cursor.After).Skip(1)];
        var page = rest.Take(size).ToList();
        var response = new V1.ListApiKeysResponse
        {
            NextPageToken = rest.Length > page.Count ? tokens.Make(TokenPurpose.KeyPage, null, list, new IdCursor(page[^1].KeyId.Value)) : "",
        };
        foreach (var some in page.Chunk(Batch))
            response.ApiKeys.AddRange((await Task.WhenAll(some.Select(key => AskAsync(key, cancellationToken)))).Select(TenantMapping.ToWire));
        return response;
    }

    /// <summary>Gives a key another secret.</summary>
    public async Task<V1.CreateApiKeyResponse> RotateAsync(V1.RotateApiKeyRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var violations = new Violations();
        var id = violations.Take(ApiKeyId.Parse(request.KeyId));
        var named = OwnerOf(request.TenantId, caller, violations);
        var overlap = ApiKeyRequestReader.ReadOverlap(request.Overlap, violations);
        violations.ThrowIfAny();

        var grain = grains.ApiKey(id);
        var owner = named ?? (await grain.GetAsync(cancellationToken)).OrThrow().TenantId;
        if (caller.IsTenants && caller.KeyId != id)
            await CheckRotationAsync(grain, caller, cancellationToken);
        var issued = (await grain.RotateAsync(owner, overlap, cancellationToken)).OrThrow();
        return new V1.CreateApiKeyResponse { ApiKey = TenantMapping.ToWire(issued.Key), Key = issued.Token };
    }

    /// <summary>Revokes a key.</summary>
    public async Task RevokeAsync(V1.RevokeApiKeyRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var violations = new Violations();
        var id = violations.Take(ApiKeyId.Parse(request.KeyId));
        var named = OwnerOf(request.TenantId, caller, violations);
        violations.ThrowIfAny();

        var grain = grains.ApiKey(id);
        var revoked = (named ?? (await grain.GetAsync(cancellationToken)).OrThrow().TenantId) is { } owner
            ? await grains.Tenant(owner).RevokeKeyAsync(id, cancellationToken)
            : await grains.OperatorKeys().RevokeAsync(id, cancellationToken);
        revoked.OrThrow();
    }

    // Whoever rotates a key is told its secret, as if it had made it. A key that rotates itself gets no more than it has, and may do so by an older secret,
    // which ends before the key: the answer of a rotation may have been lost. What another tenant's key is confined to is not told: its grain refuses.
    private static async Task CheckRotationAsync(IApiKeyGrain grain, Caller caller, CancellationToken cancellationToken)
    {
        var key = (await grain.GetAsync(cancellationToken)).OrThrow();
        if (key.TenantId != caller.Tenant)
            return;
        var violations = new Violations();
        ApiKeyRequestReader.CheckRotation(caller, key, violations);
        violations.ThrowIfAny();
    }

    // An operator may name nobody; a tenant's key is always about its own.
    private static TenantId? OwnerOf(string named, Caller caller, Violations violations)
    {
        if (!caller.IsTenants && named.Length == 0)
            return null;
        var owner = caller.TenantFor(named);
        violations.Take(owner);
        return owner.IsOk ? owner.Value : null;
    }

    // A key that is listed and was never registered, or is being revoked, is shown as it is listed.
    private async Task<ApiKeySnapshot> AskAsync(ApiKeySnapshot listed, CancellationToken cancellationToken) =>
        await grains.ApiKey(listed.KeyId).GetAsync(cancellationToken) is { IsOk: true, Value: var known } ? known : listed;
}
