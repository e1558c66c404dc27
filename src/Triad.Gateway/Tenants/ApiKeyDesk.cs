using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Gateway.Errors;
using Triad.Gateway.Requests;
using Triad.Gateway.Tokens;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Keys;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Gateway.Tenants;

/// <summary>Makes, lists and revokes API keys: a tenant's through its grain, operators' directly.</summary>
internal sealed class ApiKeyDesk(IGrainFactory grains, PageTokens tokens, TimeProvider time, IOptions<GatewayOptions> options)
{
    private const int MaxName = 200;
    private const int MaxRequestId = 64;

    /// <summary>Makes a key.</summary>
    public async Task<V1.CreateApiKeyResponse> CreateAsync(V1.CreateApiKeyRequest request, CancellationToken cancellationToken)
    {
        var violations = new Violations();
        var scopes = TenantMapping.ToScopes(request, violations);
        violations.CheckLength("display_name", request.DisplayName, MaxName);
        violations.CheckLength("request_id", request.RequestId, MaxRequestId);
        var expiry = ReadExpiry(request, violations);
        var forOperator = scopes.Contains(Scopes.Operator);
        var tenant = forOperator ? default : violations.Take(TenantId.Parse(request.TenantId));
        if (forOperator && request.RequestId.Length > 0)
            violations.NotImplemented("request_id", request.RequestId);
        violations.ThrowIfAny();

        var issued = forOperator
            ? await IssueToOperatorAsync(request.DisplayName, scopes, expiry, cancellationToken)
            : (await grains.Tenant(tenant).CreateKeyAsync(
                new CreateApiKey(request.RequestId, request.DisplayName, scopes, expiry),
                cancellationToken)).OrThrow();
        return new V1.CreateApiKeyResponse { ApiKey = TenantMapping.ToWire(issued.Key), Key = issued.Token };
    }

    /// <summary>Lists a tenant's keys.</summary>
    public async Task<V1.ListApiKeysResponse> ListAsync(V1.ListApiKeysRequest request, CancellationToken cancellationToken)
    {
        var violations = new Violations();
        if (request.TenantId.Length == 0)
            violations.NotImplemented("tenant_id", "(empty, for operators' keys)");
        var tenant = request.TenantId.Length == 0 ? default : violations.Take(TenantId.Parse(request.TenantId));
        var size = PageSize.Read(request.PageSize, options.Value.Limits, violations);
        var list = new V1.ListApiKeysRequest { TenantId = request.TenantId };
        var cursor = violations.Take(tokens.Read<IdCursor>(TokenPurpose.KeyPage, null, list, request.PageToken, "page_token"));
        violations.ThrowIfAny();

        var keys = (await grains.Tenant(tenant).ListKeysAsync(cancellationToken)).OrThrow();
        var rest = cursor is null ? keys : [.. keys.SkipWhile(key => key.KeyId.Value != cursor.After).Skip(1)];
        var page = rest.Take(size).ToList();
        var response = new V1.ListApiKeysResponse
        {
            NextPageToken = rest.Length > page.Count ? tokens.Make(TokenPurpose.KeyPage, null, list, new IdCursor(page[^1].KeyId.Value)) : "",
        };
        response.ApiKeys.AddRange(page.Select(TenantMapping.ToWire));
        return response;
    }

    /// <summary>Revokes a key.</summary>
    public async Task RevokeAsync(V1.RevokeApiKeyRequest request, CancellationToken cancellationToken)
    {
        var violations = new Violations();
        var id = violations.Take(ApiKeyId.Parse(request.KeyId));
        TenantId? named = request.TenantId.Length > 0 ? violations.Take(TenantId.Parse(request.TenantId)) : null;
        violations.ThrowIfAny();

        var grain = grains.ApiKey(id);
        var revoked = (named ?? (await grain.GetAsync(cancellationToken)).OrThrow().TenantId) is { } owner
            ? await grains.Tenant(owner).RevokeKeyAsync(id, cancellationToken)
            : await grain.RevokeAsync(cancellationToken);
        revoked.OrThrow();
    }

    private DateTimeOffset? ReadExpiry(V1.CreateApiKeyRequest request, Violations violations)
    {
        if (request.ExpireTime is not { } wire)
            return null;
        // The wire can hold times that a DateTimeOffset cannot.
        var inRange = wire.Seconds is > -62_135_596_800 and < 253_402_300_800 && wire.Nanos is >= 0 and < 1_000_000_000;
        if (inRange && wire.ToDateTimeOffset() is var expiry && expiry > time.GetUtcNow())
            return expiry;
        violations.Add(Error.Invalid("expire_time", wire.Seconds, "is not in the future", "Give a later time, or leave it out."));
        return null;
    }

    private async Task<IssuedApiKey> IssueToOperatorAsync(
        string name,
        ImmutableArray<string> scopes,
        DateTimeOffset? expiry,
        CancellationToken cancellationToken)
    {
        var secret = ApiKeySecret.Draw();
        var key = new ApiKeySnapshot(secret.KeyId, null, name, scopes, time.GetUtcNow(), expiry);
        var grain = grains.ApiKey(secret.KeyId);
        (await grain.RegisterAsync(new RegisterApiKey(key, secret.Sha256), cancellationToken)).OrThrow();
        return new IssuedApiKey(key, secret.Token);
    }
}
