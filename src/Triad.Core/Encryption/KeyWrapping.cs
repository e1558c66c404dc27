using System.Security.Cryptography;
using System.Text;
using Triad.Core.Errors;

namespace Triad.Core.Encryption;

/// <summary>
/// Wraps data keys with AES-256-GCM, for providers that give the key-encryption key out. The form: "v1." and the Base64 of a random nonce (12 bytes),
/// the encrypted key (32) and the tag (16). Name of the key-encryption key, owner and id are authenticated too, so a wrapped key of one tenant
/// opens as no other's. Nonces are random: a key-encryption key wraps few keys, far fewer than the 2^32 that this allows.
/// </summary>
public static class KeyWrapping
{
    private const string Form = "v1.";
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int TextBytes = NonceBytes + DataKey.Bytes + TagBytes;

    /// <summary>Wraps a key.</summary>
    /// <param name="keyEncryptionKey">256 bits.</param>
    /// <param name="name">Its name.</param>
    /// <param name="key">The data key.</param>
    /// <param name="owner">Whose it is.</param>
    public static WrappedKey Wrap(ReadOnlySpan<byte> keyEncryptionKey, string name, DataKey key, string owner)
    {
        var text = new byte[TextBytes];
        var nonce = text.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(keyEncryptionKey, TagBytes);
        cipher.Encrypt(nonce, key.Secret.Span, text.AsSpan(NonceBytes, DataKey.Bytes), text.AsSpan(NonceBytes + DataKey.Bytes), Context(name, owner, key.Id));
        return new WrappedKey(key.Id, name, Form + Convert.ToBase64String(text));
    }

    /// <summary>Unwraps a key; null where this key-encryption key does not open it for this owner.</summary>
    public static DataKey? Unwrap(ReadOnlySpan<byte> keyEncryptionKey, WrappedKey wrapped, string owner)
    {
        var text = new byte[TextBytes];
        if (!wrapped.Text.StartsWith(Form, StringComparison.Ordinal)
            || !Convert.TryFromBase64String(wrapped.Text[Form.Length..], text, out var read) || read != TextBytes)
            return null;
        var secret = new byte[DataKey.Bytes];
        using var cipher = new AesGcm(keyEncryptionKey, TagBytes);
        try
        {
            cipher.Decrypt(
                text.AsSpan(0, NonceBytes), text.AsSpan(NonceBytes, DataKey.Bytes), text.AsSpan(NonceBytes + DataKey.Bytes), secret,
                Context(wrapped.WrappedBy, owner, wrapped.KeyId));
            return new DataKey(wrapped.KeyId, secret);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    /// <summary>The failure to unwrap.</summary>
    /// <param name="wrapped">What does not open.</param>
    /// <param name="owner">Whose it is.</param>
    /// <param name="setting">What the provider has been set to.</param>
    public static Error DoesNotOpen(WrappedKey wrapped, string owner, string setting) => Unusable(
        owner, $"is damaged, or was wrapped by another key than '{wrapped.WrappedBy}' of {setting}",
        $"Restore the grain state, or the key that {setting} held, from a backup.");

    /// <summary>The key-encryption key is not there.</summary>
    /// <param name="wrapped">What cannot be opened.</param>
    /// <param name="owner">Whose it is.</param>
    /// <param name="setting">What the provider has been set to.</param>
    public static Error Lost(WrappedKey wrapped, string owner, string setting) => Unusable(
        owner, $"was wrapped by the key '{wrapped.WrappedBy}', which {setting} does not have",
        $"Put that key back into {setting}; without it the tenant's media stay unreadable.");

    /// <summary>The key of an owner cannot be used.</summary>
    public static Error Unusable(string owner, string problem, string remedy) =>
        Error.Of(ErrorReason.DataKeyUnavailable, "data_key", owner, problem, remedy);

    private static byte[] Context(string name, string owner, Guid id) => Encoding.UTF8.GetBytes($"triad data key 1\n{name}\n{owner}\n{id:n}");
}
