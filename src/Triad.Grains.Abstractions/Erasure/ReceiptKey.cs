namespace Triad.Grains.Abstractions.Erasure;

/// <summary>A public key on the curve P-256, as a JSON Web Key (RFC 7517) has it.</summary>
/// <param name="KeyId">Its thumbprint (RFC 7638).</param>
/// <param name="X">The point's x, base64url.</param>
/// <param name="Y">The point's y, base64url.</param>
/// <param name="CreatedAt">When it was published.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.erasure.receipt-key")]
public sealed record ReceiptKey(
    [property: Id(20)] string KeyId,
    [property: Id(21)] string X,
    [property: Id(22)] string Y,
    [property: Id(23)] DateTimeOffset CreatedAt);
