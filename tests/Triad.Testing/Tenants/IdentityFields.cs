using System.Text.RegularExpressions;
using Google.Protobuf.Reflection;

namespace Triad.Testing.Tenants;

/// <summary>
/// Which fields carry an identity. Each field of text or bytes that a request can hold has a row by its name; a new name needs one. Where the name is that
/// of an id and yet says nothing of anybody, the row is by message and field, so that another message's field of that name is thought about anew.
/// </summary>
internal static partial class IdentityFields
{
    private static readonly Dictionary<string, IdentityKind> Rows = new(StringComparer.Ordinal)
    {
        ["tenant_id"] = IdentityKind.Tenant,
        ["triad.v1.Tenant.id"] = IdentityKind.Tenant,
        ["video_id"] = IdentityKind.Video,
        ["triad.v1.Video.id"] = IdentityKind.Video,
        ["triad.v1.IdCondition.ids"] = IdentityKind.Video,
        ["triad.v1.GetReceiptRequest.video_id"] = IdentityKind.Receipt,
        ["key_id"] = IdentityKind.Key,
        ["request_id"] = IdentityKind.Request,
        ["sha256"] = IdentityKind.ContentHash,
        ["upload_id"] = IdentityKind.Upload,
        ["page_token"] = IdentityKind.PageToken,
        ["wait_for"] = IdentityKind.Watermark,
        ["triad.v1.Video.watermark"] = IdentityKind.Watermark,
        ["hold_id"] = IdentityKind.Hold,
        ["grant_id"] = IdentityKind.Grant,
        ["grants"] = IdentityKind.Grant,
        ["invitation"] = IdentityKind.Invitation,
        ["grantee_tenant_id"] = IdentityKind.Tenant,
        ["grantor_tenant_id"] = IdentityKind.Tenant,
        ["webhook_id"] = IdentityKind.Webhook,
        ["triad.v1.Webhook.id"] = IdentityKind.Webhook,
        ["delivery_id"] = IdentityKind.WebhookDelivery,
        ["triad.v1.CreateWebhookRequest.url"] = IdentityKind.None, // The caller's own address; that it leads to nobody else's is tested with the fetcher.
        ["triad.v1.Webhook.url"] = IdentityKind.None,
        ["event_types"] = IdentityKind.None,
        ["pause_reason"] = IdentityKind.None,
        ["triad.v1.ImportVideoRequest.uri"] = IdentityKind.MediaAddress,

        ["activity"] = IdentityKind.None,
        ["audio"] = IdentityKind.None,
        ["call"] = IdentityKind.None,
        ["chunk"] = IdentityKind.None,
        ["codec"] = IdentityKind.None,
        ["container"] = IdentityKind.None,
        ["content"] = IdentityKind.None,
        ["data"] = IdentityKind.None,
        ["display_name"] = IdentityKind.None,
        ["google.protobuf.FieldMask.paths"] = IdentityKind.None,
        ["image"] = IdentityKind.None,
        ["key"] = IdentityKind.None,
        ["kind"] = IdentityKind.None,
        ["kinds"] = IdentityKind.None,
        ["language"] = IdentityKind.None,
        ["message"] = IdentityKind.None,
        ["metadata_keys"] = IdentityKind.None,
        ["modalities"] = IdentityKind.None,
        ["model_package"] = IdentityKind.None,
        ["name"] = IdentityKind.None,
        ["allowed_packages"] = IdentityKind.None,
        ["effective_allowed_packages"] = IdentityKind.None,
        ["networks"] = IdentityKind.None,
        ["packages"] = IdentityKind.None,
        ["plan"] = IdentityKind.None,
        ["triad.v1.GetPlanRequest.plan_id"] = IdentityKind.None, // The platform's, not a tenant's; operators alone name one.
        ["triad.v1.DeletePlanRequest.plan_id"] = IdentityKind.None,
        ["triad.v1.Plan.id"] = IdentityKind.None,
        ["reason"] = IdentityKind.None,
        ["remedy"] = IdentityKind.None,
        ["representation"] = IdentityKind.None,
        ["representations"] = IdentityKind.None,
        ["triad.v1.BootstrapRequest.secret_sha256"] = IdentityKind.None, // Of a key that the caller makes itself.
        ["space"] = IdentityKind.None, // Names a model, not a tenant.
        ["steps"] = IdentityKind.None,
        ["string_value"] = IdentityKind.None,
        ["suspend_reason"] = IdentityKind.None,
        ["weight"] = IdentityKind.None,
        ["residency"] = IdentityKind.None,
        ["text"] = IdentityKind.None,
        ["triad.v1.BootstrapRequest.token"] = IdentityKind.None, // The platform's, not a tenant's; see BootstrapTests.
        ["values"] = IdentityKind.None,
        ["triad.v1.Part.video"] = IdentityKind.None,
    };

    /// <summary>All rows: names of fields, some with their message.</summary>
    public static IEnumerable<KeyValuePair<string, IdentityKind>> All => Rows;

    /// <summary>The kind of a field; null where nobody has thought about it.</summary>
    public static IdentityKind? Of(FieldDescriptor field) =>
        Rows.TryGetValue(field.FullName, out var exact) || Rows.TryGetValue(field.Name, out exact) ? exact : null;

    /// <summary>True for a field that needs a row: one of text or bytes, and one of any form whose name is that of an id.</summary>
    public static bool NeedsRow(FieldDescriptor field)
    {
        var value = field.IsMap ? field.MessageType.FindFieldByNumber(2) : field;
        return value.FieldType is FieldType.String or FieldType.Bytes || (value.FieldType != FieldType.Message && LooksLikeId(field.Name));
    }

    /// <summary>True for a name that ids, tokens and addresses have.</summary>
    public static bool LooksLikeId(string name) => IdName().IsMatch(name);

    [GeneratedRegex("(^|_)(id|ids|token|tokens|cursor|watermark|sha256|hash|digest|etag|uri|url|urls|address|receipt|handle|ref|reference)$")]
    private static partial Regex IdName();
}
