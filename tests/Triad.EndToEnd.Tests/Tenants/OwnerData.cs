using System.Security.Cryptography;
using System.Text;
using Triad.Client;
using Triad.EndToEnd.Tests.Contract;

namespace Triad.EndToEnd.Tests.Tenants;

/// <summary>A tenant with videos, keys and tokens, and what nobody else may learn of it.</summary>
internal sealed class OwnerData
{
    public const string Video = "owned-video-7391";
    public const string OtherVideo = "owned-video-7392";
    public const string RequestId = "owned-request-5521";
    public const string KeyRequestId = "owned-key-request-5522";
    public const string Name = "owned name 4417";
    public const string Marker = "owned-marker-8802";
    public const string Words = "zanzibar";

    public required string Tenant { get; init; }

    public required string Key { get; init; }

    public required string OperatorKey { get; init; }

    public required V1.Video Wire { get; init; }

    /// <summary>The id of the video that <see cref="RequestId"/> made.</summary>
    public required string RequestedVideo { get; init; }

    public required string VideoPage { get; init; }

    public required string SegmentPage { get; init; }

    public required string SearchPage { get; init; }

    public required string KeyPage { get; init; }

    public string KeyId => Key.Split('_')[1];

    /// <summary>What must not be in anything that another tenant is told, unless it said so itself.</summary>
    public IEnumerable<string> Secrets => [Tenant, Video, OtherVideo, RequestedVideo, Name, Marker, Words, Wire.Sha256, KeyId, Key];

    public static async Task<OwnerData> MakeAsync(ServerProcess server, ContractClient client, string tenant)
    {
        using var @operator = server.Operator();
        await @operator.Tenants.CreateAsync(tenant);
        var key = await @operator.Tenants.CreateKeyAsync(tenant, [KeyScope.Ingest, KeyScope.Search]);
        var operatorKey = File.ReadAllText(Path.Combine(server.Data, "operator.key")).Trim();
        await CreateKeyAsync(client, operatorKey, tenant);
        using var owner = server.Connect(key.Key, null);
        await UploadAsync(owner, "sample-00.mp4", Video, null);
        await UploadAsync(owner, "sample-01.mp4", OtherVideo, null);
        var requested = await UploadAsync(owner, "sample-02.mp4", null, RequestId);

        async Task<T> AskAsync<T>(string method, string asker, Google.Protobuf.IMessage request)
        {
            var outcome = await client.CallAsync(ContractCalls.All.Single(call => ContractCalls.NameOf(call) == method), asker, request);
            return Assert.IsType<T>(Assert.Single(outcome.Responses));
        }

        return new OwnerData
        {
            Tenant = tenant,
            Key = key.Key,
            OperatorKey = operatorKey,
            RequestedVideo = requested,
            Wire = await AskAsync<V1.Video>("LibraryService.GetVideo", key.Key, new V1.GetVideoRequest { VideoId = Video }),
            VideoPage = (await AskAsync<V1.ListVideosResponse>("LibraryService.ListVideos", key.Key, CallRecipes.ListVideos())).NextPageToken,
            SegmentPage = (await AskAsync<V1.GetSegmentsResponse>("LibraryService.GetSegments", key.Key, CallRecipes.GetSegments())).NextPageToken,
            SearchPage = (await AskAsync<V1.SearchResponse>("SearchService.Search", key.Key, CallRecipes.Search())).NextPageToken,
            KeyPage = (await AskAsync<V1.ListApiKeysResponse>("TenantService.ListApiKeys", operatorKey, CallRecipes.ListApiKeys(tenant))).NextPageToken,
        };
    }

    /// <summary>The owner's value of a kind, and one of the same form that nobody has.</summary>
    public (string Owned, string Missing) ValueOf(IdentityKind kind, string method) => kind switch
    {
        IdentityKind.Tenant => (Tenant, Like(Tenant)),
        IdentityKind.Video => (Video, Like(Video)),
        IdentityKind.Key => (KeyId, Like(KeyId)),
        IdentityKind.Request => method == "TenantService.CreateApiKey" ? (KeyRequestId, Like(KeyRequestId)) : (RequestId, Like(RequestId)),
        IdentityKind.ContentHash => (Wire.Sha256, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Wire.Sha256)))),
        IdentityKind.PageToken => Forged(method switch
        {
            "LibraryService.GetSegments" => SegmentPage,
            "SearchService.Search" or "SearchService.SearchStream" => SearchPage,
            "TenantService.ListApiKeys" => KeyPage,
            _ => VideoPage,
        }),
        IdentityKind.Upload => Forged(VideoPage),
        IdentityKind.Watermark => Forged(Wire.Watermark),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A kind without a value."),
    };

    private static string Like(string id) => id[..^1] + (id[^1] == '9' ? '8' : '9');

    // The first letters are the expiry: a change there would be another mistake than that of a foreign token.
    private static (string Owned, string Missing) Forged(string token)
    {
        Assert.NotEqual(string.Empty, token);
        var at = token.Length / 2;
        return (token, token[..at] + (token[at] == 'A' ? 'B' : 'A') + token[(at + 1)..]);
    }

    private static async Task CreateKeyAsync(ContractClient client, string operatorKey, string tenant)
    {
        var request = new V1.CreateApiKeyRequest { TenantId = tenant, Scopes = { V1.Scope.Search }, RequestId = KeyRequestId };
        Assert.True((await client.CallAsync(ContractCalls.All.Single(call => call.Name == "CreateApiKey"), operatorKey, request)).IsOk);
    }

    private static async Task<string> UploadAsync(TriadClient owner, string sample, string? id, string? request)
    {
        var video = await owner.Library.UploadAndWaitAsync(Path.Combine(Checkout.Samples, sample), new UploadOptions
        {
            VideoId = id,
            RequestId = request,
            Name = Name,
            SegmentLength = TimeSpan.FromSeconds(2),
            Metadata = new Dictionary<string, MetadataValue> { ["marker"] = Marker },
            Captions = new Captions(Encoding.UTF8.GetBytes($"1\n00:00:00,000 --> 00:00:06,000\na red ring {Words}\n"), CaptionFormat.Srt),
        });
        return video.Id;
    }
}
