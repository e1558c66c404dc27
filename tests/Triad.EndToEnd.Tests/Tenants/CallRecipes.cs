using System.Text;
using Google.Protobuf;

namespace Triad.EndToEnd.Tests.Tenants;

/// <summary>A recipe for every call of the contract. A new call without one fails the tests that go through all of them.</summary>
internal static class CallRecipes
{
    private static readonly V1.Query RedRing = new() { Parts = { new V1.Part { Text = "a red ring" } } };

    private static readonly Dictionary<string, CallRecipe> Table = new(StringComparer.Ordinal)
    {
        ["TenantService.CreateTenant"] = new(CallKey.Operator, _ => [new V1.CreateTenantRequest { Tenant = new V1.Tenant { Id = "made-by-nobody" } }], Changes: true),
        ["TenantService.GetTenant"] = new(CallKey.Operator, owner => [new V1.GetTenantRequest { TenantId = owner.Tenant }]),
        ["TenantService.ListTenants"] = new(CallKey.Operator, _ => [new V1.ListTenantsRequest { PageSize = 1 }]),
        ["TenantService.UpdateTenant"] = new(CallKey.Operator, owner => [new V1.UpdateTenantRequest { Tenant = new V1.Tenant { Id = owner.Tenant } }], Changes: true),
        ["TenantService.SuspendTenant"] = new(CallKey.Operator, owner => [new V1.SuspendTenantRequest { TenantId = owner.Tenant }], Changes: true),
        ["TenantService.ResumeTenant"] = new(CallKey.Operator, owner => [new V1.ResumeTenantRequest { TenantId = owner.Tenant }], Changes: true),
        ["TenantService.DeleteTenant"] = new(CallKey.Operator, owner => [new V1.DeleteTenantRequest { TenantId = owner.Tenant }], Changes: true),
        ["TenantService.CreateApiKey"] = new(CallKey.Operator, owner => [new V1.CreateApiKeyRequest { TenantId = owner.Tenant, Scopes = { V1.Scope.Search } }], Changes: true),
        ["TenantService.ListApiKeys"] = new(CallKey.Operator, owner => [ListApiKeys(owner.Tenant)]),
        ["TenantService.RevokeApiKey"] = new(CallKey.Operator, owner => [new V1.RevokeApiKeyRequest { TenantId = owner.Tenant, KeyId = owner.KeyId }], Changes: true),
        ["TenantService.GetUsage"] = new(CallKey.Operator, owner => [new V1.GetUsageRequest { TenantId = owner.Tenant }]),

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
        ["LibraryService.UpdateVideo"] = new(CallKey.Writer, _ => [new V1.UpdateVideoRequest { Video = new V1.Video { Id = OwnerData.Video } }], Changes: true),
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
