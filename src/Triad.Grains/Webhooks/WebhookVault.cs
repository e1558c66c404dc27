using System.Security.Cryptography;
using System.Text;
using Triad.Core.Encryption;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Webhooks;

namespace Triad.Grains.Webhooks;

/// <summary>
/// Seals the secrets of webhooks with the data key of their tenant, so that they die with it, in backups too. AES-256-GCM under a key that HKDF-SHA-256
/// derives from the data key for this purpose alone; tenant and webhook are authenticated with it, so a sealed secret opens nowhere else.
/// </summary>
/// <param name="keys">The data keys; lazy, since a silo may be put together without.</param>
internal sealed class WebhookVault(Lazy<IDataKeys> keys)
{
    private const string Form = "v1.";
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private static readonly byte[] Purpose = "triad webhook secret 1"u8.ToArray();

    /// <summary>Seals a secret.</summary>
    public async Task<Result<SealedSecretState>> SealAsync(TenantId tenant, string webhookId, WebhookSecret secret, CancellationToken cancellationToken)
    {
        var key = await keys.Value.CurrentAsync(tenant, cancellationToken);
        if (!key.IsOk)
            return key.Error;
        var text = new byte[NonceBytes + secret.Key.Length + TagBytes];
        var nonce = text.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = CipherOf(key.Value);
        cipher.Encrypt(nonce, secret.Key.Span, text.AsSpan(NonceBytes, secret.Key.Length), text.AsSpan(NonceBytes + secret.Key.Length), ContextOf(tenant, webhookId));
        return new SealedSecretState { KeyId = key.Value.Id, Text = Form + Convert.ToBase64String(text) };
    }

    /// <summary>Opens a secret. DataKeyUnavailable, Unavailable.</summary>
    public async Task<Result<WebhookSecret>> OpenAsync(TenantId tenant, string webhookId, SealedSecretState state, CancellationToken cancellationToken)
    {
        var key = await keys.Value.FindAsync(tenant, state.KeyId, cancellationToken);
        if (!key.IsOk)
            return key.Error;
        if (!state.Text.StartsWith(Form, StringComparison.Ordinal))
            return Damaged(webhookId);
        var text = Convert.FromBase64String(state.Text[Form.Length..]);
        var plain = new byte[text.Length - NonceBytes - TagBytes];
        using var cipher = CipherOf(key.Value);
        try
        {
            cipher.Decrypt(
                text.AsSpan(0, NonceBytes), text.AsSpan(NonceBytes, plain.Length), text.AsSpan(NonceBytes + plain.Length), plain, ContextOf(tenant, webhookId));
            return new WebhookSecret(plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            return Damaged(webhookId);
        }
    }

    private static AesGcm CipherOf(DataKey key) =>
        new(HKDF.DeriveKey(HashAlgorithmName.SHA256, key.Secret.ToArray(), DataKey.Bytes, info: Purpose), TagBytes);

    private static byte[] ContextOf(TenantId tenant, string webhookId) => Encoding.UTF8.GetBytes($"{tenant}/{webhookId}");

    private static Error Damaged(string webhookId) => Error.Of(
        ErrorReason.DataKeyUnavailable, "webhook_id", webhookId, "has a secret that does not open", "Rotate the webhook's secret.");
}
