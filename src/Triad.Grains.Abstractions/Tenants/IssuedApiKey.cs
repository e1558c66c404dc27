using Triad.Grains.Abstractions.Keys;

namespace Triad.Grains.Abstractions.Tenants;

/// <summary>A new key; the only time that the secret is seen.</summary>
/// <param name="Key">The key.</param>
/// <param name="Token">The whole token, tk_ key id _ secret, as clients send it.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.tenants.issued-api-key")]
public sealed record IssuedApiKey(
    [property: Id(0)] ApiKeySnapshot Key,
    [property: Id(1)] string Token);
