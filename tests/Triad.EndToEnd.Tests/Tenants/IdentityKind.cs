namespace Triad.EndToEnd.Tests.Tenants;

/// <summary>What the value of a field may say about somebody's data.</summary>
internal enum IdentityKind
{
    /// <summary>Nothing: words and choices of the caller.</summary>
    None,
    Tenant,
    Video,
    Key,
    Request,
    ContentHash,
    Upload,
    PageToken,
    Watermark,
}
