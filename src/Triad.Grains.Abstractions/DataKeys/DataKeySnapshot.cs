namespace Triad.Grains.Abstractions.DataKeys;

/// <summary>A tenant's data key as it is kept: wrapped.</summary>
/// <param name="KeyId">Which key it is; empty where there is none yet, or it is destroyed.</param>
/// <param name="WrappedBy">The name of the key-encryption key.</param>
/// <param name="Text">The wrapped key.</param>
/// <param name="IsDestroyed">True where the tenant had its last key.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.data-keys.data-key-snapshot")]
public sealed record DataKeySnapshot(
    [property: Id(0)] Guid KeyId,
    [property: Id(1)] string WrappedBy,
    [property: Id(2)] string Text,
    [property: Id(3)] bool IsDestroyed);
