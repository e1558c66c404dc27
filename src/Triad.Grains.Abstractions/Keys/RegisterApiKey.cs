using System.Collections.Immutable;

namespace Triad.Grains.Abstractions.Keys;

/// <summary>A request to make a key valid.</summary>
/// <param name="Key">The key.</param>
/// <param name="SecretSha256">SHA-256 of the secret's 32 bytes.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.keys.register-api-key")]
public sealed record RegisterApiKey(
    [property: Id(0)] ApiKeySnapshot Key,
    [property: Id(1)] ImmutableArray<byte> SecretSha256);
