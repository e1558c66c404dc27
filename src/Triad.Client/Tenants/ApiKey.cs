namespace Triad.Client;

/// <summary>What is known about an API key; never its secret.</summary>
public sealed record ApiKey
{
    /// <summary>The public part of the key.</summary>
    public required string Id { get; init; }

    /// <summary>The tenant that it belongs to; empty for an operator's key.</summary>
    public string Tenant { get; init; } = string.Empty;

    /// <summary>For people.</summary>
    public string DisplayName { get; init; } = string.Empty;

    /// <summary>What it may do.</summary>
    public IReadOnlyList<KeyScope> Scopes { get; init; } = [];

    /// <summary>When it was made.</summary>
    public DateTimeOffset? CreateTime { get; init; }

    /// <summary>From when on it is refused; null for never.</summary>
    public DateTimeOffset? ExpireTime { get; init; }

    /// <summary>When it was revoked; null where it was not.</summary>
    public DateTimeOffset? RevokeTime { get; init; }

    /// <summary>What it is confined to; null for the whole library.</summary>
    public SearchFilter? Filter { get; init; }

    /// <summary>The networks that it may be used from; empty for all.</summary>
    public IReadOnlyList<string> Networks { get; init; } = [];

    /// <summary>When it was used last, to a few minutes; null for not yet.</summary>
    public DateTimeOffset? LastUseTime { get; init; }

    /// <summary>Whether tokens can be made from it: <see cref="TriadClient.CreateBoundToken"/>.</summary>
    public bool BoundTokens { get; init; }

    /// <summary>Until when secrets of before the last rotation are accepted; null where there are none.</summary>
    public DateTimeOffset? RotationEndTime { get; init; }

    internal static ApiKey FromWire(V1.ApiKey wire) => new()
    {
        Id = wire.Id,
        Tenant = wire.TenantId,
        DisplayName = wire.DisplayName,
        Scopes = [.. wire.Scopes.Select(scope => (KeyScope)scope)],
        CreateTime = wire.CreateTime?.ToDateTimeOffset(),
        ExpireTime = wire.ExpireTime?.ToDateTimeOffset(),
        RevokeTime = wire.RevokeTime?.ToDateTimeOffset(),
        Filter = wire.Filter is null ? null : SearchFilter.FromWire(wire.Filter),
        Networks = [.. wire.Networks],
        LastUseTime = wire.LastUseTime?.ToDateTimeOffset(),
        BoundTokens = wire.BoundTokens,
        RotationEndTime = wire.RotationEndTime?.ToDateTimeOffset(),
    };
}
