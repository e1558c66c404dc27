using System.Text.Json;
using Triad.Testing.Servers;

namespace Triad.Testing.Access;

/// <summary>
/// What the derivation of keys for bound tokens must give, made by another program: HKDF, the reduction and the point in plain integers of Python, after its
/// HKDF gave RFC 5869's first vector.
/// </summary>
public sealed record BoundKeyVector(string KeyId, string Secret, string Scalar, string X, string Y)
{
    private static readonly JsonSerializerOptions Form = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<BoundKeyVector> All { get; } =
        JsonSerializer.Deserialize<List<BoundKeyVector>>(File.ReadAllText(Path.Combine(Checkout.Root, "tests", "Data", "access", "bound-keys.json")), Form)!;
}
