namespace Triad.Gateway.Calls;

/// <summary>The one table of who may call what. A call without a row is refused, and a test fails for it.</summary>
internal static class CallRules
{
    private static readonly CallRule Open = new(CallScopes.None);
    private static readonly CallRule Operators = new(CallScopes.Operator);
    private static readonly CallRule Writers = new(CallScopes.Ingest | CallScopes.Operator);
    private static readonly CallRule Readers = new(CallScopes.Search | CallScopes.Operator);

    // Who uploads must be able to follow what becomes of it.
    private static readonly CallRule Followers = new(CallScopes.Ingest | CallScopes.Search | CallScopes.Operator);

    private static readonly Dictionary<string, CallRule> Table = new(StringComparer.Ordinal)
    {
        [Tenants("CreateTenant")] = Operators,
        [Tenants("GetTenant")] = Operators,
        [Tenants("ListTenants")] = Operators,
        [Tenants("UpdateTenant")] = Later(Operators),
        [Tenants("SuspendTenant")] = Later(Operators),
        [Tenants("ResumeTenant")] = Later(Operators),
        [Tenants("DeleteTenant")] = Later(Operators),
        [Tenants("CreateApiKey")] = Operators,
        [Tenants("ListApiKeys")] = Operators,
        [Tenants("RevokeApiKey")] = Operators,
        [Tenants("GetUsage")] = Later(Operators),

        [Library("BeginUpload")] = Later(Writers),
        [Library("UploadChunk")] = Later(Writers),
        [Library("GetUpload")] = Later(Followers),
        [Library("CompleteUpload")] = Later(Writers),
        [Library("UploadVideo")] = Writers,
        [Library("ImportVideo")] = Later(Writers),
        [Library("GetVideo")] = Readers,
        [Library("ListVideos")] = Readers,
        [Library("UpdateVideo")] = Later(Writers),
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

        // Its token is its key, and it works once.
        [Path("triad.v1.BootstrapService", "Bootstrap")] = Open,

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

    private static string Library(string method) => Path("triad.v1.LibraryService", method);

    private static string Search(string method) => Path("triad.v1.SearchService", method);

    private static string Path(string service, string method) => $"/{service}/{method}";
}
