using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions.Keys;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.Tenants;

namespace Triad.Grains.Keys;

/// <summary>What is the same for the keys of tenants and of operators.</summary>
internal static class KeyRules
{
    /// <summary>Why another key cannot be issued; null where it can.</summary>
    public static Error? CheckNew(ImmutableArray<TenantKeyState> keys, string requestId, int mostKeys)
    {
        if (requestId.Length > 0 && keys.FirstOrDefault(key => key.RequestId == requestId) is { } first)
            return Error.Of(
                ErrorReason.Conflict, "request_id", requestId, $"has already issued the key {first.KeyId}, whose secret was shown once",
                "Revoke that key and issue another.");
        return keys.Length >= mostKeys
            ? Error.OverLimit("keys", keys.Length + 1, "Triad:Tenants:MaxKeys", mostKeys, "Revoke keys that are not used.")
            : null;
    }

    /// <summary>What a new key is, with what its own grain alone keeps.</summary>
    public static ApiKeySnapshot ToSnapshot(TenantId? tenant, TenantKeyState key, CreateApiKey request, ApiKeySecret secret) =>
        TenantMapper.ToSnapshot(tenant, key) with
        {
            Filter = request.Filter,
            Networks = request.Networks,
            // Tokens are for users of a tenant's application.
            TokenKeys = tenant is null ? [] : [new BoundTokenPublicKey(secret.TokenKey(), null)],
        };

    /// <summary>A key that is issued now.</summary>
    public static TenantKeyState New(ApiKeyId id, CreateApiKey request, DateTimeOffset now) => new()
    {
        KeyId = id.Value,
        DisplayName = request.DisplayName,
        Scopes = request.Scopes,
        CreatedAt = now,
        ExpiresAt = request.ExpiresAt,
        RequestId = request.RequestId,
    };
}
