namespace Triad.Grains.Webhooks;

/// <summary>A secret, encrypted with the tenant's data key.</summary>
[GenerateSerializer]
[Alias("triad.state.webhook-secret")]
public sealed record SealedSecretState
{
    /// <summary>The data key that it is encrypted with.</summary>
    [Id(0)]
    public Guid KeyId { get; init; }

    /// <summary>"v1." and the Base64 of nonce, encrypted key and tag.</summary>
    [Id(1)]
    public string Text { get; init; } = string.Empty;
}
