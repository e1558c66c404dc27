namespace Triad.Grains.Erasure;

/// <summary>A public key of receipts.</summary>
[GenerateSerializer]
[Alias("triad.state.receipt-key")]
public sealed record ReceiptKeyState
{
    /// <summary>Its thumbprint.</summary>
    [Id(20)]
    public string KeyId { get; init; } = string.Empty;

    /// <summary>The point's x, base64url.</summary>
    [Id(21)]
    public string X { get; init; } = string.Empty;

    /// <summary>The point's y, base64url.</summary>
    [Id(22)]
    public string Y { get; init; } = string.Empty;

    /// <summary>When it was published.</summary>
    [Id(23)]
    public DateTimeOffset CreatedAt { get; init; }
}
