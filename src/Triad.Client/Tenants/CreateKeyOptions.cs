using Google.Protobuf.WellKnownTypes;

namespace Triad.Client;

/// <summary>What an API key is to be.</summary>
public sealed record CreateKeyOptions
{
    /// <summary>What it may do: one or more of a tenant's scopes, or operator alone.</summary>
    public required IReadOnlyCollection<KeyScope> Scopes { get; init; }

    /// <summary>For people; at most 200 characters.</summary>
    public string? DisplayName { get; init; }

    /// <summary>From when on it is refused; null for never.</summary>
    public DateTimeOffset? ExpireTime { get; init; }

    /// <summary>Confines it to some videos, by metadata, ids and duration; nested with the filter of every request. Null for the whole library.</summary>
    public SearchFilter? Filter { get; init; }

    /// <summary>Confines it to some networks, such as <c>203.0.113.0/24</c>; empty for all.</summary>
    public IReadOnlyCollection<string> Networks { get; init; } = [];

    internal V1.CreateApiKeyRequest ToWire(string? tenant) => new()
    {
        TenantId = tenant ?? string.Empty,
        DisplayName = DisplayName ?? string.Empty,
        Scopes = { Scopes.Select(scope => (V1.Scope)scope) },
        ExpireTime = ExpireTime is { } time ? Timestamp.FromDateTimeOffset(time) : null,
        Filter = Filter?.ToWire(),
        Networks = { Networks },
    };
}
