using System.Text;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Triad.Testing.Tenants;

/// <summary>A recipe for every call of the contract. A new call without one fails the tests that go through all of them.</summary>
internal static class CallRecipes
{
    private static readonly V1.Query RedRing = new() { Parts = { new V1.Part { Text = "a red ring" } } };

    private static readonly Dictionary<string, CallRecipe> Table = new(StringComparer.Ordinal)
    {
        ["TenantService.CreateTenant"] = new(CallKey.Operator, _ => [new V1.CreateTenantRequest { Tenant = new V1.Tenant { Id = "made-by-nobody" } }], Changes: true),
        ["TenantService.GetTenant"] = new(CallKey.Overseer, owner => [new V1.GetTenantRequest { TenantId = owner.Tenant }]),
        ["TenantService.ListTenants"] = new(CallKey.Operator, _ => [new V1.ListTenantsRequest { PageSize = 1 }]),
        ["TenantService.UpdateTenant"] = new(
            CallKey.Administrator,
            owner => [new V1.UpdateTenantRequest { Tenant = new V1.Tenant { Id = owner.Tenant }, UpdateMask = new FieldMask { Paths = { "plan" } } }],
            Changes: true),
        ["TenantService.SuspendTenant"] = new(CallKey.Operator, owner => [new V1.SuspendTenantRequest { TenantId = owner.Tenant }], Changes: true),
        ["TenantService.ResumeTenant"] = new(CallKey.Operator, owner => [new V1.ResumeTenantRequest { TenantId = owner.Tenant }], Changes: true),
        ["TenantService.DeleteTenant"] = new(CallKey.Operator, owner => [new V1.DeleteTenantRequest { TenantId = owner.Tenant }], Changes: true),
        ["TenantService.CreateApiKey"] = new(CallKey.Administrator, owner => [new V1.CreateApiKeyRequest { TenantId = owner.Tenant, Scopes = { V1.Scope.Search } }], Changes: true),
        ["TenantService.ListApiKeys"] = new(CallKey.Overseer, owner => [ListApiKeys(owner.Tenant)]),
        ["TenantService.RotateApiKey"] = new(
            CallKey.Administrator, owner => [new V1.RotateApiKeyRequest { TenantId = owner.Tenant, KeyId = owner.KeyId }], Changes: true),
        ["TenantService.RevokeApiKey"] = new(CallKey.Administrator, owner => [new V1.RevokeApiKeyRequest { TenantId = owner.Tenant, KeyId = owner.KeyId }], Changes: true),
        ["TenantService.GetUsage"] = new(CallKey.Overseer, owner => [new V1.GetUsageRequest { TenantId = owner.Tenant, PageSize = 1 }]),
        ["UsageService.GetUsageExport"] = new(CallKey.Operator, _ => [new V1.GetUsageExportRequest()]),
        ["UsageService.ReconcileUsage"] = new(CallKey.Operator, owner => [new V1.ReconcileUsageRequest { TenantId = owner.Tenant, PageSize = 1 }]),
        ["TenantService.SetModel"] = new(
            CallKey.Operator,
            owner => [new V1.SetModelRequest { TenantId = owner.Tenant, ModelPackage = "none", Mode = V1.SetModelMode.Shadow }],
            Changes: true),
        ["TenantService.GetModelChange"] = new(CallKey.Operator, owner => [new V1.GetModelChangeRequest { TenantId = owner.Tenant }]),
        ["TenantService.CutOverModel"] = new(CallKey.Operator, owner => [new V1.CutOverModelRequest { TenantId = owner.Tenant }], Changes: true),
        ["TenantService.RollBackModel"] = new(CallKey.Operator, owner => [new V1.RollBackModelRequest { TenantId = owner.Tenant }], Changes: true),
        ["TenantService.CancelModelChange"] = new(CallKey.Operator, owner => [new V1.CancelModelChangeRequest { TenantId = owner.Tenant }], Changes: true),
        ["TenantService.FinishModelChange"] = new(CallKey.Operator, owner => [new V1.FinishModelChangeRequest { TenantId = owner.Tenant }], Changes: true),

        ["PlanService.CreatePlan"] = new(CallKey.Operator, _ => [new V1.CreatePlanRequest { Plan = new V1.Plan { Id = "made-by-nobody" } }], Changes: true),
        ["PlanService.GetPlan"] = new(CallKey.Operator, _ => [new V1.GetPlanRequest { PlanId = "owned-plan-1" }]),
        ["PlanService.ListPlans"] = new(CallKey.Operator, _ => [new V1.ListPlansRequest { PageSize = 1 }]),
        ["PlanService.UpdatePlan"] = new(
            CallKey.Operator,
            _ => [new V1.UpdatePlanRequest { Plan = new V1.Plan { Id = "made-by-nobody" }, UpdateMask = new FieldMask { Paths = { "weight" } } }],
            Changes: true),
        ["PlanService.DeletePlan"] = new(CallKey.Operator, _ => [new V1.DeletePlanRequest { PlanId = "made-by-nobody" }], Changes: true),
        ["ReceiptService.GetReceipt"] = new(CallKey.Follower, _ => [new V1.GetReceiptRequest { VideoId = OwnerData.ErasedVideo }]),
        ["ReceiptService.ListReceipts"] = new(CallKey.Follower, _ => [new V1.ListReceiptsRequest { PageSize = 1 }]),

        ["AuditService.ListAuditEvents"] = new(CallKey.Auditor | CallKey.Operator, _ => [new V1.ListAuditEventsRequest { PageSize = 1 }]),
        ["AuditService.ExportAuditLog"] = new(CallKey.Operator, _ => [new V1.ExportAuditLogRequest()]),
        ["HoldService.PlaceHold"] = new(
            CallKey.Operator, owner => [new V1.PlaceHoldRequest { TenantId = owner.Tenant, VideoId = "none", Reason = "a test" }], Changes: true),
        ["HoldService.LiftHold"] = new(
            CallKey.Operator, owner => [new V1.LiftHoldRequest { TenantId = owner.Tenant, HoldId = "none", Reason = "a test" }], Changes: true),
        ["HoldService.ListHolds"] = new(CallKey.Operator, owner => [new V1.ListHoldsRequest { TenantId = owner.Tenant, PageSize = 1 }]),

        ["GrantService.CreateGrantInvitation"] = new(
            CallKey.Administrator, owner => [new V1.CreateGrantInvitationRequest { TenantId = owner.Tenant, GrantorTenantId = "nobody-at-all" }], Changes: true),
        ["GrantService.CreateGrant"] = new(
            CallKey.Administrator,
            owner => [new V1.CreateGrantRequest { TenantId = owner.Tenant, GranteeTenantId = "nobody-at-all", Filter = new V1.Filter(), ExpireTime = OwnerData.GrantEnd() }],
            Changes: true),
        ["GrantService.GetGrant"] = new(CallKey.Overseer, owner => [new V1.GetGrantRequest { TenantId = owner.Tenant, GrantId = owner.GrantId }]),
        ["GrantService.ListGrants"] = new(CallKey.Overseer, owner => [new V1.ListGrantsRequest { TenantId = owner.Tenant, PageSize = 1 }]),
        ["GrantService.RevokeGrant"] = new(CallKey.Administrator, owner => [new V1.RevokeGrantRequest { TenantId = owner.Tenant, GrantId = "none" }], Changes: true),
        ["WebhookService.CreateWebhook"] = new(
            CallKey.Administrator, owner => [new V1.CreateWebhookRequest { TenantId = owner.Tenant, Url = OwnerData.WebhookUrl }], Changes: true),
        ["WebhookService.GetWebhook"] = new(CallKey.Overseer, owner => [new V1.GetWebhookRequest { TenantId = owner.Tenant, WebhookId = owner.WebhookId }]),
        ["WebhookService.ListWebhooks"] = new(CallKey.Overseer, owner => [new V1.ListWebhooksRequest { TenantId = owner.Tenant, PageSize = 1 }]),
        ["WebhookService.UpdateWebhook"] = new(
            CallKey.Administrator,
            owner =>
            [
                new V1.UpdateWebhookRequest
                {
                    Webhook = new V1.Webhook { Id = owner.WebhookId, TenantId = owner.Tenant, Paused = true },
                    UpdateMask = new FieldMask { Paths = { "paused" } },
                },
            ],
            Changes: true),
        ["WebhookService.DeleteWebhook"] = new(
            CallKey.Administrator, owner => [new V1.DeleteWebhookRequest { TenantId = owner.Tenant, WebhookId = owner.WebhookId }], Changes: true),
        ["WebhookService.RotateWebhookSecret"] = new(
            CallKey.Administrator, owner => [new V1.RotateWebhookSecretRequest { TenantId = owner.Tenant, WebhookId = owner.WebhookId }], Changes: true),
        ["WebhookService.TestWebhook"] = new(
            CallKey.Administrator, owner => [new V1.TestWebhookRequest { TenantId = owner.Tenant, WebhookId = owner.WebhookId }], Changes: true),
        ["WebhookService.ListWebhookDeliveries"] = new(
            CallKey.Overseer, owner => [new V1.ListWebhookDeliveriesRequest { TenantId = owner.Tenant, WebhookId = owner.WebhookId, PageSize = 1 }]),
        ["WebhookService.RedeliverWebhook"] = new(
            CallKey.Administrator,
            owner => [new V1.RedeliverWebhookRequest { TenantId = owner.Tenant, WebhookId = owner.WebhookId, DeliveryId = owner.DeliveryId }],
            Changes: true),

        ["BootstrapService.Bootstrap"] = new(
            CallKey.None, owner => [new V1.BootstrapRequest { Token = "none", KeyId = owner.KeyId, SecretSha256 = Bytes() }], Changes: true),

        ["LibraryService.BeginUpload"] = new(CallKey.Writer, _ => [new V1.BeginUploadRequest { Header = Header() }], Changes: true),
        ["LibraryService.UploadChunk"] = new(CallKey.Writer, _ => [new V1.UploadChunkRequest { Data = Bytes() }], Changes: true),
        ["LibraryService.GetUpload"] = new(CallKey.Follower, _ => [new V1.GetUploadRequest { UploadId = "none" }]),
        ["LibraryService.CompleteUpload"] = new(CallKey.Writer, _ => [new V1.CompleteUploadRequest { UploadId = "none" }], Changes: true),
        ["LibraryService.UploadVideo"] = new(
            CallKey.Writer, _ => [new V1.UploadVideoRequest { Header = Header() }, new V1.UploadVideoRequest { Chunk = Bytes() }], Changes: true),
        ["LibraryService.ImportVideo"] = new(CallKey.Writer, _ => [new V1.ImportVideoRequest { Uri = "https://example.com/a.mp4", Header = Header() }], Changes: true),
        ["LibraryService.GetVideo"] = new(CallKey.Reader, _ => [new V1.GetVideoRequest { VideoId = OwnerData.Video }]),
        ["LibraryService.ListVideos"] = new(CallKey.Reader, _ => [ListVideos()]),
        ["LibraryService.UpdateVideo"] = new(
            CallKey.Writer,
            _ => [new V1.UpdateVideoRequest { Video = new V1.Video { Id = OwnerData.Video }, UpdateMask = new FieldMask { Paths = { "retention" } } }],
            Changes: true),
        ["LibraryService.DeleteVideo"] = new(CallKey.Writer, _ => [new V1.DeleteVideoRequest { VideoId = OwnerData.Video }], Changes: true),
        ["LibraryService.ReingestVideo"] = new(CallKey.Writer, _ => [new V1.ReingestVideoRequest { VideoId = OwnerData.Video }], Changes: true),
        ["LibraryService.WatchVideo"] = new(CallKey.Follower, _ => [new V1.WatchVideoRequest { VideoId = OwnerData.Video }]),
        ["LibraryService.GetSegments"] = new(CallKey.Reader, _ => [GetSegments()]),
        ["LibraryService.GetTranscript"] = new(CallKey.Reader, _ => [new V1.GetTranscriptRequest { VideoId = OwnerData.Video }]),
        ["LibraryService.GetThumbnail"] = new(CallKey.Reader, _ => [new V1.GetThumbnailRequest { VideoId = OwnerData.Video }]),
        ["LibraryService.ReadMedia"] = new(CallKey.Reader, _ => [new V1.ReadMediaRequest { VideoId = OwnerData.Video }]),

        ["SearchService.Search"] = new(CallKey.Reader, _ => [Search()]),
        ["SearchService.SearchStream"] = new(CallKey.Reader, _ => [Search()]),
        ["SearchService.LocalizeMoments"] = new(CallKey.Reader, _ => [new V1.LocalizeMomentsRequest { VideoId = OwnerData.Video, Query = RedRing }]),
        ["SearchService.LocalizeSteps"] = new(CallKey.Reader, _ => [new V1.LocalizeStepsRequest { VideoId = OwnerData.Video, Steps = { "a red ring" } }]),
        ["SearchService.Embed"] = new(CallKey.Reader, _ => [new V1.EmbedRequest { Query = RedRing }]),
        ["SearchService.Similarity"] = new(CallKey.Reader, _ => [new V1.SimilarityRequest { Rows = { RedRing }, Columns = { RedRing } }]),
    };

    public static IReadOnlyCollection<string> Names => Table.Keys;

    /// <summary>The recipe of a call.</summary>
    /// <param name="name">"SearchService.Search".</param>
    public static CallRecipe? Find(string name) => Table.GetValueOrDefault(name);

    public static V1.ListVideosRequest ListVideos() => new() { PageSize = 1 };

    public static V1.GetSegmentsRequest GetSegments() => new() { VideoId = OwnerData.Video, PageSize = 1 };

    public static V1.SearchRequest Search() => new() { Query = RedRing, Options = new V1.SearchOptions { Limit = 1 } };

    public static V1.ListApiKeysRequest ListApiKeys(string tenant) => new() { TenantId = tenant, PageSize = 1 };

    private static V1.UploadHeader Header() => new();

    private static ByteString Bytes() => ByteString.CopyFrom("no media at all", Encoding.UTF8);
}
