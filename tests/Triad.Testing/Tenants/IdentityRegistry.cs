using System.Security.Cryptography;
using System.Text;

namespace Triad.Testing.Tenants;

/// <summary>
/// Every kind of identity: how the owner's value of it is found, or the word in the names of the calls that will bring it. A kind without a value is
/// allowed for as long as no call with that word in its name, and no call with a field of that kind, is implemented.
/// </summary>
internal static class IdentityRegistry
{
    private static readonly Dictionary<IdentityKind, IdentityRule> Rules = new()
    {
        [IdentityKind.Tenant] = new((owner, _) => IdentityPair.OfName(owner.Tenant)),
        [IdentityKind.Video] = new((_, _) => IdentityPair.OfName(OwnerData.Video)),
        [IdentityKind.Key] = new((owner, _) => IdentityPair.OfName(owner.KeyId)),
        [IdentityKind.Request] = new((owner, call) => IdentityPair.OfName(owner.RequestOf(call))),
        [IdentityKind.ContentHash] = new((owner, _) => new(owner.Wire.Sha256, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(owner.Wire.Sha256))))),
        [IdentityKind.PageToken] = new((owner, call) => IdentityPair.OfToken(owner.PageOf(call))),
        [IdentityKind.Hold] = new((owner, _) => IdentityPair.OfName(owner.HoldId)),
        [IdentityKind.Watermark] = new((owner, _) => IdentityPair.OfToken(owner.Wire.Watermark)),

        [IdentityKind.Upload] = IdentityRule.NotYet("BeginUpload"),
        [IdentityKind.Receipt] = new((_, _) => IdentityPair.OfName(OwnerData.ErasedVideo)),
        [IdentityKind.Grant] = new((owner, _) => IdentityPair.OfName(owner.GrantId)),
        [IdentityKind.Invitation] = new((owner, _) => IdentityPair.OfToken(owner.Invitation)),
        [IdentityKind.Webhook] = new((owner, _) => IdentityPair.OfName(owner.WebhookId)),
        [IdentityKind.WebhookDelivery] = new((owner, _) => new(owner.DeliveryId, Guid.NewGuid().ToString("d"))),
        [IdentityKind.SavedSearch] = IdentityRule.NotYet("SavedSearch"),
        [IdentityKind.MediaAddress] = IdentityRule.NotYet("MediaAddress"),
    };

    /// <summary>The rule of a kind.</summary>
    /// <exception cref="InvalidOperationException">Nobody wrote one.</exception>
    public static IdentityRule Of(IdentityKind kind) =>
        Rules.GetValueOrDefault(kind) ?? throw new InvalidOperationException($"The kind {kind} has no rule: add one to {nameof(IdentityRegistry)}.");
}
