using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Triad.Core.Errors;
using Triad.Gateway.Requests;
using Triad.Grains.Abstractions.Keys;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Gateway.Tenants;

/// <summary>Maps tenants and keys between wire and grains.</summary>
internal static class TenantMapping
{
    /// <summary>A tenant for the wire.</summary>
    public static V1.Tenant ToWire(TenantSnapshot tenant) => new()
    {
        Id = tenant.TenantId.Value,
        DisplayName = tenant.DisplayName,
        Plan = tenant.Plan,
        State = tenant.Status switch
        {
            TenantStatus.Active => V1.TenantState.Active,
            TenantStatus.Suspended => V1.TenantState.Suspended,
            _ => V1.TenantState.Deleting,
        },
        Quotas = ToWire(tenant.Quotas),
        ModelPackage = tenant.ModelPackage,
        Space = tenant.Space.Value,
        CreateTime = Timestamp.FromDateTimeOffset(tenant.CreatedAt),
    };

    /// <summary>A key for the wire.</summary>
    public static V1.ApiKey ToWire(ApiKeySnapshot key)
    {
        var wire = new V1.ApiKey
        {
            Id = key.KeyId.Value,
            TenantId = key.TenantId?.Value ?? "",
            DisplayName = key.DisplayName,
            CreateTime = Timestamp.FromDateTimeOffset(key.CreatedAt),
            ExpireTime = key.ExpiresAt is { } expiry ? Timestamp.FromDateTimeOffset(expiry) : null,
        };
        wire.Scopes.AddRange(key.Scopes.Select(ToWire));
        return wire;
    }

    /// <summary>Quotas for the grain; notes negative ones.</summary>
    public static TenantQuotas ToQuotas(V1.Quotas? quotas, Violations violations)
    {
        if (quotas is null)
            return new TenantQuotas(null, null, null, null, null, null);
        var read = new TenantQuotas(
            quotas.HasVideos ? quotas.Videos : null,
            quotas.HasMediaSeconds ? quotas.MediaSeconds : null,
            quotas.HasStoredBytes ? quotas.StoredBytes : null,
            quotas.HasConcurrentIngests ? quotas.ConcurrentIngests : null,
            quotas.HasQueriesPerSecond ? quotas.QueriesPerSecond : null,
            quotas.HasEmbedSecondsPerDay ? quotas.EmbedSecondsPerDay : null);
        Check("videos", read.Videos);
        Check("media_seconds", read.MediaSeconds);
        Check("stored_bytes", read.StoredBytes);
        Check("concurrent_ingests", read.ConcurrentIngests);
        Check("queries_per_second", read.QueriesPerSecond);
        Check("embed_seconds_per_day", read.EmbedSecondsPerDay);
        return read;

        void Check(string name, double? value)
        {
            if (value is { } number && !(number >= 0 && double.IsFinite(number)))
                violations.Add(Error.Invalid($"tenant.quotas.{name}", number, "is not a quota", "Give 0 or more, or leave it out."));
        }
    }

    /// <summary>Names of scopes for the grain; notes unknown ones and combinations that cannot be.</summary>
    public static ImmutableArray<string> ToScopes(V1.CreateApiKeyRequest request, Violations violations)
    {
        var scopes = request.Scopes.Distinct().ToList();
        if (scopes.Count == 0)
            violations.Add(Error.Missing("scopes", "Give SCOPE_SEARCH, SCOPE_INGEST or both, or SCOPE_OPERATOR alone."));
        var names = ImmutableArray.CreateBuilder<string>();
        foreach (var scope in scopes)
        {
            if (NameOf(scope) is { } name)
                names.Add(name);
            else
                violations.Add(Error.Invalid("scopes", scope, "is not a scope", "Give SCOPE_SEARCH, SCOPE_INGEST or SCOPE_OPERATOR."));
        }

        var forOperator = scopes.Contains(V1.Scope.Operator);
        if (forOperator && scopes.Count > 1)
            violations.Add(Error.Invalid("scopes", string.Join(',', scopes), "mixes an operator's scope with a tenant's", "Make two keys."));
        if (forOperator && request.TenantId.Length > 0)
            violations.Add(Error.Invalid("tenant_id", request.TenantId, "is given for the scopes of an operator's key", "Leave it empty, or give SCOPE_SEARCH or SCOPE_INGEST."));
        return names.ToImmutable();
    }

    private static V1.Quotas ToWire(TenantQuotas quotas)
    {
        var wire = new V1.Quotas();
        if (quotas.Videos is { } videos)
            wire.Videos = videos;
        if (quotas.MediaSeconds is { } seconds)
            wire.MediaSeconds = (long)seconds;
        if (quotas.StoredBytes is { } bytes)
            wire.StoredBytes = bytes;
        if (quotas.ConcurrentIngests is { } ingests)
            wire.ConcurrentIngests = ingests;
        if (quotas.QueriesPerSecond is { } queries)
            wire.QueriesPerSecond = queries;
        if (quotas.EmbedSecondsPerDay is { } embed)
            wire.EmbedSecondsPerDay = (long)embed;
        return wire;
    }

    private static V1.Scope ToWire(string scope) => scope switch
    {
        Scopes.Search => V1.Scope.Search,
        Scopes.Ingest => V1.Scope.Ingest,
        Scopes.Operator => V1.Scope.Operator,
        _ => V1.Scope.Unspecified,
    };

    private static string? NameOf(V1.Scope scope) => scope switch
    {
        V1.Scope.Search => Scopes.Search,
        V1.Scope.Ingest => Scopes.Ingest,
        V1.Scope.Operator => Scopes.Operator,
        _ => null,
    };
}
