namespace Triad.Gateway.Calls;

/// <summary>The one table of who may call what. A call without a row is refused, and a test fails for it.</summary>
internal static class CallRules
{
    private static readonly CallRule Open = new(CallScopes.None);
    private static readonly CallRule Operators = new(CallScopes.Operator);

    // What is a tenant's own business, each for its own tenant.
    private static readonly CallRule Administrators = new(CallScopes.TenantAdmin | CallScopes.Operator);
    private static readonly CallRule Overseers = new(CallScopes.Auditor | CallScopes.TenantAdmin | CallScopes.Operator);

    private static readonly CallRule Auditors = new(CallScopes.Auditor | CallScopes.Operator);

    private static readonly CallRule Writers = new(CallScopes.Ingest | CallScopes.Operator);
    private static readonly CallRule Readers = new(CallScopes.Search | CallScopes.Operator) { IsRead = true, SpendsBytes = true };

    // Who uploads must be able to follow what becomes of it.
    private static readonly CallRule Followers = new(CallScopes.Ingest | CallScopes.Search | CallScopes.Operator);

    private static readonly Dictionary<string, CallRule> Table = new(StringComparer.Ordinal)
    {
        [Tenants("CreateTenant")] = Operators,
        [Tenants("GetTenant")] = Overseers,
        [Tenants("ListTenants")] = Operators,
        [Tenants("UpdateTenant")] = Administrators,
        [Tenants("SuspendTenant")] = Operators,
        [Tenants("ResumeTenant")] = Operators,
        [Tenants("DeleteTenant")] = Operators,
        [Tenants("CreateApiKey")] = Administrators,
        [Tenants("ListApiKeys")] = Overseers,
        [Tenants("RotateApiKey")] = Administrators,
        [Tenants("RevokeApiKey")] = Administrators,
        [Tenants("GetUsage")] = Overseers,
        [Tenants("SetModel")] = Operators,
        [Tenants("GetModelChange")] = Operators,
        [Tenants("CutOverModel")] = Operators,
        [Tenants("RollBackModel")] = Operators,
        [Tenants("CancelModelChange")] = Operators,
        [Tenants("FinishModelChange")] = Operators,

        [Plans("CreatePlan")] = Operators,
        [Plans("GetPlan")] = Operators,
        [Plans("ListPlans")] = Operators,
        [Plans("UpdatePlan")] = Operators,
        [Plans("DeletePlan")] = Operators,

        [Usage("GetUsageExport")] = Operators,
        [Usage("ReconcileUsage")] = Operators,

        [Library("BeginUpload")] = Later(Writers),
        [Library("UploadChunk")] = Later(Writers),
        [Library("GetUpload")] = Later(Followers),
        [Library("CompleteUpload")] = Later(Writers),
        [Library("UploadVideo")] = Writers,
        [Library("ImportVideo")] = Later(Writers),
        [Library("GetVideo")] = Readers,
        [Library("ListVideos")] = Readers,
        [Library("UpdateVideo")] = Writers,
        [Library("DeleteVideo")] = Writers,
        [Library("ReingestVideo")] = Later(Writers),
        [Library("WatchVideo")] = Followers,
        [Library("GetSegments")] = Readers,
        [Library("GetTranscript")] = Later(Readers),
        [Library("GetThumbnail")] = Later(Readers),
        [Library("ReadMedia")] = Later(Readers),

        [Search("Search")] = Readers,
        [Search("SearchStream")] = Later(Readers),
        [Search("LocalizeMoments")] = Later(Readers),
        [Search("LocalizeSteps")] = Later(Readers),
        [Search("Embed")] = Readers,
        [Search("Similarity")] = Later(Readers),

        [Path("triad.v1.ReceiptService", "GetReceipt")] = Followers,
        [Path("triad.v1.ReceiptService", "ListReceipts")] = Followers,
        [Holds("PlaceHold")] = Operators,
        [Holds("LiftHold")] = Operators,
        [Holds("ListHolds")] = Operators,
        [Grants("CreateGrantInvitation")] = Administrators,
        [Grants("CreateGrant")] = Administrators,
        [Grants("GetGrant")] = Overseers,
        [Grants("ListGrants")] = Overseers,
        [Grants("RevokeGrant")] = Administrators,

        [Webhooks("CreateWebhook")] = Administrators,
        [Webhooks("GetWebhook")] = Overseers,
        [Webhooks("ListWebhooks")] = Overseers,
        [Webhooks("UpdateWebhook")] = Administrators,
        [Webhooks("DeleteWebhook")] = Administrators,
        [Webhooks("RotateWebhookSecret")] = Administrators,
        [Webhooks("TestWebhook")] = Administrators,
        [Webhooks("ListWebhookDeliveries")] = Overseers,
        [Webhooks("RedeliverWebhook")] = Administrators,

        // Its token is its key, and it works once.
        [Path("triad.v1.BootstrapService", "Bootstrap")] = Open,

        [Path("triad.v1.AuditService", "ListAuditEvents")] = Auditors,
        [Path("triad.v1.AuditService", "ExportAuditLog")] = Operators,

        [Path("grpc.health.v1.Health", "Check")] = Open,
        [Path("grpc.health.v1.Health", "Watch")] = Open,
        [Path("grpc.reflection.v1.ServerReflection", "ServerReflectionInfo")] = Open,
        [Path("grpc.reflection.v1alpha.ServerReflection", "ServerReflectionInfo")] = Open,
    };

    /// <summary>The rule of a call, or null where nobody wrote one.</summary>
    /// <param name="path">"/package.Service/Method".</param>
    public static CallRule? Find(string path) => Table.GetValueOrDefault(path);

    /// <summary>All calls that have a rule.</summary>
    public static IReadOnlyCollection<string> Paths => Table.Keys;

    private static CallRule Later(CallRule rule) => rule with { IsImplemented = false };

    private static string Tenants(string method) => Path("triad.v1.TenantService", method);

    private static string Plans(string method) => Path("triad.v1.PlanService", method);

    private static string Holds(string method) => Path("triad.v1.HoldService", method);

    private static string Grants(string method) => Path("triad.v1.GrantService", method);

    private static string Webhooks(string method) => Path("triad.v1.WebhookService", method);

    private static string Usage(string method) => Path("triad.v1.UsageService", method);

    private static string Library(string method) => Path("triad.v1.LibraryService", method);

    private static string Search(string method) => Path("triad.v1.SearchService", method);

    private static string Path(string service, string method) => $"/{service}/{method}";
}
