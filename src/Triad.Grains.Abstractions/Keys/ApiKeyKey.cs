using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Keys;

/// <summary>Keys of API key grains: the public part of the API key.</summary>
public static class ApiKeyKey
{
    /// <summary>Makes the key.</summary>
    public static string Of(ApiKeyId key) => key.Value;

    /// <summary>Parses a key that <see cref="Of"/> made.</summary>
    public static ApiKeyId Parse(string key) => ApiKeyId.From(key);
}
