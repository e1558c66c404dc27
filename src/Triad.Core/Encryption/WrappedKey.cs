namespace Triad.Core.Encryption;

/// <summary>A data key that only a key-encryption key opens.</summary>
/// <param name="KeyId">Which data key it is.</param>
/// <param name="WrappedBy">The key-encryption key, as its provider names it.</param>
/// <param name="Text">The encrypted bytes in the provider's form.</param>
public sealed record WrappedKey(Guid KeyId, string WrappedBy, string Text);
