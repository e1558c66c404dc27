using Google.Protobuf.Reflection;

namespace Triad.EndToEnd.Tests.Tenants;

/// <summary>Which fields of text carry an identity. Each field that a request can hold has a row by its name; a new name needs one.</summary>
internal static class IdentityFields
{
    private static readonly Dictionary<string, IdentityKind> Rows = new(StringComparer.Ordinal)
    {
        ["tenant_id"] = IdentityKind.Tenant,
        ["triad.v1.Tenant.id"] = IdentityKind.Tenant,
        ["video_id"] = IdentityKind.Video,
        ["triad.v1.Video.id"] = IdentityKind.Video,
        ["triad.v1.IdCondition.ids"] = IdentityKind.Video,
        ["key_id"] = IdentityKind.Key,
        ["request_id"] = IdentityKind.Request,
        ["sha256"] = IdentityKind.ContentHash,
        ["upload_id"] = IdentityKind.Upload,
        ["page_token"] = IdentityKind.PageToken,
        ["wait_for"] = IdentityKind.Watermark,
        ["triad.v1.Video.watermark"] = IdentityKind.Watermark,

        ["activity"] = IdentityKind.None,
        ["codec"] = IdentityKind.None,
        ["container"] = IdentityKind.None,
        ["display_name"] = IdentityKind.None,
        ["google.protobuf.FieldMask.paths"] = IdentityKind.None,
        ["key"] = IdentityKind.None,
        ["kind"] = IdentityKind.None,
        ["language"] = IdentityKind.None,
        ["message"] = IdentityKind.None,
        ["model_package"] = IdentityKind.None,
        ["name"] = IdentityKind.None,
        ["plan"] = IdentityKind.None,
        ["reason"] = IdentityKind.None,
        ["remedy"] = IdentityKind.None,
        ["representation"] = IdentityKind.None,
        ["representations"] = IdentityKind.None,
        ["space"] = IdentityKind.None, // Names a model, not a tenant.
        ["steps"] = IdentityKind.None,
        ["string_value"] = IdentityKind.None,
        ["text"] = IdentityKind.None,
        ["token"] = IdentityKind.None, // The platform's, not a tenant's; see BootstrapTests.
        ["uri"] = IdentityKind.None,
        ["values"] = IdentityKind.None,
    };

    /// <summary>The kind of a field of text; null where nobody has thought about it.</summary>
    public static IdentityKind? Of(FieldDescriptor field) =>
        Rows.TryGetValue(field.FullName, out var exact) || Rows.TryGetValue(field.Name, out exact) ? exact : null;
}
