namespace Triad.Core.Encryption;

/// <summary>The key that a tenant's media are encrypted with. It is never written anywhere but wrapped.</summary>
/// <param name="id">Which key of the tenant it is; stands in the header of what it encrypts.</param>
/// <param name="secret">256 bits.</param>
public sealed class DataKey(Guid id, ReadOnlyMemory<byte> secret)
{
    /// <summary>Bytes of a key.</summary>
    public const int Bytes = 32;

    /// <summary>Which key of the tenant it is.</summary>
    public Guid Id { get; } = id;

    /// <summary>The 256 bits.</summary>
    public ReadOnlyMemory<byte> Secret { get; } = secret;
}
