using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Searches;

/// <summary>Keys of ranking grains: tenant/ranking.</summary>
/// <param name="Tenant">The tenant that searched.</param>
/// <param name="Ranking">A random id.</param>
public readonly record struct RankingKey(TenantId Tenant, Guid Ranking)
{
    /// <summary>Parses a key that <see cref="ToString"/> made.</summary>
    public static RankingKey Parse(string key)
    {
        var slash = key.LastIndexOf('/');
        return new RankingKey(TenantId.From(key[..slash]), Guid.ParseExact(key.AsSpan(slash + 1), "N"));
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Tenant}/{Ranking:N}";
}
