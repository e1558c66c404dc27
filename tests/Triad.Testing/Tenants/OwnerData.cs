using System.Text;
using Google.Protobuf.WellKnownTypes;
using Triad.Client;
using Triad.Testing.Contract;
using Triad.Testing.Servers;

namespace Triad.Testing.Tenants;

/// <summary>A tenant with videos, keys and tokens, and what nobody else may learn of it.</summary>
internal sealed class OwnerData
{
    private const string AnyPage = "LibraryService.ListVideos";

    private static readonly Dictionary<string, string> Requests = new(StringComparer.Ordinal)
    {
        ["TenantService.CreateTenant"] = TenantRequestId,
        ["TenantService.CreateApiKey"] = KeyRequestId,
        ["LibraryService.UploadVideo"] = RequestId,
        ["HoldService.PlaceHold"] = HoldRequestId,
        ["GrantService.CreateGrant"] = GrantRequestId,
        ["WebhookService.CreateWebhook"] = WebhookRequestId,
    };

    private readonly HashSet<string> _missing = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _pages = new(StringComparer.Ordinal);

    public const string Video = "owned-video-7391";
    public const string OtherVideo = "owned-video-7392";
    public const string ErasedVideo = "owned-video-7393";
    public const string OtherErasedVideo = "owned-video-7394";
    public const string RequestId = "owned-request-5521";
    public const string KeyRequestId = "owned-key-request-5522";
    public const string TenantRequestId = "owned-tenant-request-5523";
    public const string HoldRequestId = "owned-hold-request-5524";
    public const string GrantRequestId = "owned-grant-request-5525";

    public const string WebhookRequestId = "owned-webhook-request-5525";

    // Reserved, so that nothing arrives anywhere; the server that the owner is at allows it.
    public const string WebhookUrl = "https://240.9.9.9/owned-hook-6631";
    public const string Name = "owned name 4417";
    public const string Marker = "owned-marker-8802";
    public const string Words = "zanzibar";

    public required string Tenant { get; init; }

    public required string Key { get; init; }

    public required string OperatorKey { get; init; }

    public required V1.Video Wire { get; init; }

    /// <summary>The id of the video that <see cref="RequestId"/> made.</summary>
    public required string RequestedVideo { get; init; }

    /// <summary>The hold that the owner's operator has placed and lifted.</summary>
    public required string HoldId { get; init; }

    /// <summary>A grant that the owner has given.</summary>
    public required string GrantId { get; init; }

    /// <summary>What the owner has given to the tenant beside it, so that it be granted something.</summary>
    public required string Invitation { get; init; }

    /// <summary>What the server of an owner is to be started with, so that its webhooks may be at their address.</summary>
    public static IReadOnlyList<string> Settings { get; } =
        ["--set", "Triad:Fetch:AllowedNetworks:0=240.0.0.0/4", "--set", "Triad:Webhooks:MaxWebhooks=100"];

    /// <summary>A webhook of the owner's.</summary>
    public required string WebhookId { get; init; }

    /// <summary>One of its deliveries.</summary>
    public required string DeliveryId { get; init; }

    public string KeyId => Key.Split('_')[1];

    /// <summary>What must not be in anything that another tenant is told, unless it said so itself.</summary>
    public IEnumerable<string> Secrets =>
        [Tenant, Video, OtherVideo, ErasedVideo, OtherErasedVideo, RequestedVideo, HoldId, GrantId, Invitation, WebhookId, DeliveryId, WebhookUrl, Name, Marker, Words, Wire.Sha256, KeyId, Key];

    public static async Task<OwnerData> MakeAsync(ServerProcess server, ContractClient client, string tenant)
    {
        using var @operator = server.Operator();
        var operatorKey = File.ReadAllText(Path.Combine(server.Data, "operator.key")).Trim();

        // One beside it, so that a list of tenants has a second page.
        await @operator.Tenants.CreateAsync($"{tenant}-beside");
        await AskAsync<V1.Tenant>(
            client, "TenantService.CreateTenant", operatorKey, new V1.CreateTenantRequest { Tenant = new V1.Tenant { Id = tenant }, RequestId = TenantRequestId });
        foreach (var plan in new[] { "owned-plan-1", "owned-plan-2" })
            await @operator.Plans.CreateAsync(plan); // Two, for a second page; the same ones again are no others.
        var key = await @operator.Tenants.CreateKeyAsync(tenant, [KeyScope.Ingest, KeyScope.Search]);
        await CreateKeyAsync(client, operatorKey, tenant);
        using var owner = server.Connect(key.Key, null);
        await UploadAsync(owner, "sample-00.mp4", Video, null);
        await UploadAsync(owner, "sample-01.mp4", OtherVideo, null);
        var requested = await UploadAsync(owner, "sample-02.mp4", null, RequestId);
        foreach (var id in new[] { ErasedVideo, OtherErasedVideo })
        {
            await UploadAsync(owner, "sample-00.mp4", id, null);
            await owner.Library.DeleteAsync(id);
        }

        var (webhook, delivery) = await MakeWebhooksAsync(client, operatorKey, tenant);
        var made = new OwnerData
        {
            Tenant = tenant,
            Key = key.Key,
            OperatorKey = operatorKey,
            RequestedVideo = requested,
            WebhookId = webhook,
            DeliveryId = delivery,
            HoldId = await PlaceHoldsAsync(client, operatorKey, tenant),
            GrantId = await GrantAsync(client, operatorKey, tenant),
            Invitation = (await AskAsync<V1.GrantInvitation>(
                client,
                "GrantService.CreateGrantInvitation",
                operatorKey,
                new V1.CreateGrantInvitationRequest { TenantId = tenant, GrantorTenantId = $"{tenant}-beside" })).Token,
            Wire = await AskAsync<V1.Video>(client, "LibraryService.GetVideo", key.Key, new V1.GetVideoRequest { VideoId = Video }),
        };
        await made.TakePagesAsync(client);
        return made;
    }

    /// <summary>A key of the owner's that a call takes, or else an operator's.</summary>
    public string KeyFor(CallRecipe recipe) => recipe.Key.HasFlag(CallKey.Search) ? Key : OperatorKey;

    /// <summary>The id with which the owner made the request of a call.</summary>
    /// <exception cref="InvalidOperationException">The owner has made none.</exception>
    public string RequestOf(string call)
    {
        if (Requests.TryGetValue(call, out var request))
            return request;
        return IsImplemented(call) ? throw new InvalidOperationException($"{call} takes a request_id: let {nameof(OwnerData)} make such a request.") : RequestId;
    }

    /// <summary>The token of the second page that the owner has of a list.</summary>
    /// <exception cref="InvalidOperationException">The owner has none.</exception>
    public string PageOf(string call)
    {
        if (_pages.TryGetValue(call, out var page))
            return page;
        return IsImplemented(call)
            ? throw new InvalidOperationException($"{call} gave the owner no second page: let {nameof(OwnerData)} make two of what it lists, and its recipe ask for pages of one.")
            : _pages[AnyPage];
    }

    /// <summary>True for a call that did something when the owner made it, false for one that answered that it is not there yet.</summary>
    public bool IsImplemented(string call) => !_missing.Contains(call);

    /// <summary>Which calls are not there yet, and the page tokens of those that are: a list asks for pages of one, and has more than one.</summary>
    private async Task TakePagesAsync(ContractClient client)
    {
        foreach (var method in ContractCalls.All)
        {
            var name = ContractCalls.NameOf(method);
            var recipe = CallRecipes.Find(name);
            if (recipe is null)
                continue; // A test names it.
            var isList = FieldPath.Of(method.InputType).Any(path => path.Field.Name == "page_token") && method.OutputType.FindFieldByName("next_page_token") is not null;
            var outcome = isList
                ? await client.CallAsync(method, KeyFor(recipe), recipe.Requests(this))
                : await client.CallBytesAsync(method, KeyFor(recipe), []);
            if (outcome.Reason == "NOT_IMPLEMENTED")
                _missing.Add(name);
            else if (isList && outcome.IsOk && NextPage(outcome) is { Length: > 0 } page)
                _pages[name] = page;
        }
    }

    private static string? NextPage(CallOutcome outcome) =>
        outcome.Responses.LastOrDefault() is { } last ? last.Descriptor.FindFieldByName("next_page_token").Accessor.GetValue(last) as string : null;

    private static async Task<T> AskAsync<T>(ContractClient client, string call, string key, Google.Protobuf.IMessage request) =>
        Assert.IsType<T>(Assert.Single((await client.CallAsync(ContractCalls.Find(call), key, request)).Responses));

    /// <summary>When a grant of a test ends.</summary>
    public static Timestamp GrantEnd() => Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow().AddDays(1));

    // Two, so that their list has a second page.
    private static async Task<string> GrantAsync(ContractClient client, string operatorKey, string tenant)
    {
        var grant = string.Empty;
        foreach (var request in new[] { GrantRequestId, string.Empty })
        {
            var made = await AskAsync<V1.Grant>(client, "GrantService.CreateGrant", operatorKey, new V1.CreateGrantRequest
            {
                TenantId = tenant,
                GranteeTenantId = $"{tenant}-beside",
                Filter = new V1.Filter(),
                ExpireTime = GrantEnd(),
                DisplayName = Marker,
                RequestId = request,
            });
            grant = grant.Length > 0 ? grant : made.Id;
        }

        return grant;
    }

    // Two, so that their list has a second page; lifted, so that they hold nothing up.
    private static async Task<string> PlaceHoldsAsync(ContractClient client, string operatorKey, string tenant)
    {
        var hold = string.Empty;
        foreach (var request in new[] { HoldRequestId, string.Empty })
        {
            var placed = await AskAsync<V1.Hold>(
                client, "HoldService.PlaceHold", operatorKey, new V1.PlaceHoldRequest { TenantId = tenant, VideoId = Video, Reason = Marker, RequestId = request });
            await AskAsync<V1.Hold>(
                client, "HoldService.LiftHold", operatorKey, new V1.LiftHoldRequest { TenantId = tenant, HoldId = placed.Id, Reason = Marker });
            hold = hold.Length > 0 ? hold : placed.Id;
        }

        return hold;
    }

    // Two, and two deliveries, so that each list has a second page.
    private static async Task<(string Webhook, string Delivery)> MakeWebhooksAsync(ContractClient client, string operatorKey, string tenant)
    {
        var made = new List<string>();
        foreach (var request in new[] { WebhookRequestId, string.Empty })
        {
            var created = await AskAsync<V1.CreateWebhookResponse>(
                client, "WebhookService.CreateWebhook", operatorKey, new V1.CreateWebhookRequest { TenantId = tenant, Url = WebhookUrl, RequestId = request });
            made.Add(created.Webhook.Id);
        }

        var delivery = string.Empty;
        for (var i = 0; i < 2; i++)
        {
            delivery = (await AskAsync<V1.WebhookDelivery>(
                client, "WebhookService.TestWebhook", operatorKey, new V1.TestWebhookRequest { TenantId = tenant, WebhookId = made[0] })).Id;
        }

        return (made[0], delivery);
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
