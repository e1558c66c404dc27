using Google.Protobuf.WellKnownTypes;
using Triad.Core.Audit;
using Triad.Core.Errors;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Metadata;
using Triad.Gateway.Tests.Doubles;
using Triad.Grains.Abstractions.Keys;
using Triad.Grains.Abstractions.Searches;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Gateway.Tests.Grants;

public sealed class GrantedSearchTests
{
    private static readonly TenantId Acme = TenantId.From("acme");

    [Fact]
    public async Task Search_OverGrants_TellsWhoseEachHitIs_AndCountsForTheAsker()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        SearchRequest? asked = null;
        gateway.World.OnSearch = (request, _) =>
        {
            asked = request;
            return Task.FromResult<Result<SearchAnswer>>(Answer());
        };

        var response = await gateway.Search.SearchAsync(Request("g1", "g2"), GatewayFixture.As(gateway.RivalKey));

        Assert.Equal(["g1", "g2"], asked!.Grants);
        Assert.Equal("rival", asked.TenantId.Value);
        Assert.Equal([("rival", ""), ("acme", "g1")], response.Hits.Select(hit => (hit.TenantId, hit.GrantId)));
        Assert.NotNull(response.Hits[0].Thumbnail);
        Assert.Null(response.Hits[1].Thumbnail);
        Assert.All(gateway.Meter.Counted, counted => Assert.Equal("rival", counted.Tenant.Value));
        Assert.NotEmpty(gateway.Meter.Counted);
    }

    [Fact]
    public async Task Search_WithoutGrants_SaysNothingOfOwners()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        gateway.World.OnSearch = (_, _) => Task.FromResult<Result<SearchAnswer>>(GrainWorld.Answer(GrainWorld.Hit("v", 0.9f)));

        var response = await gateway.Search.SearchAsync(Request(), GatewayFixture.As(gateway.RivalKey));

        Assert.Equal(("", ""), (response.Hits[0].TenantId, response.Hits[0].GrantId));
    }

    [Fact]
    public async Task Search_OverGrants_StandsInBothLogs_WithoutTheAskersKeyAddressAndContent()
    {
        await using var gateway = await GatewayFixture.StartAsync(audit: options => options.Content = true);
        gateway.World.OnSearch = (_, _) => Task.FromResult<Result<SearchAnswer>>(Answer());

        await gateway.Search.SearchAsync(Request("g1", "g2"), GatewayFixture.As(gateway.RivalKey));
        var events = await EventsAsync(gateway, 3);
        var own = Assert.Single(events, each => each.Tenant == "rival");
        var others = events.Where(each => each.Tenant == "acme").ToList();

        Assert.Equal(("SearchService.Search", "", 2L), (own.Call, own.By, own.Count));
        Assert.Equal([("g1", 1L), ("g2", 0L)], others.Select(each => (each.Subject, each.Count)));
        Assert.All(others, each => Assert.Equal(("SearchService.Search", "rival", "", "", "", "OK"), (each.Call, each.By, each.Key, each.From, each.Content, each.Code)));
    }

    [Fact]
    public async Task Search_OverGrantsThatIsRefused_StandsInTheAskersLogAlone()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        gateway.World.OnSearch = (_, _) => Task.FromResult<Result<SearchAnswer>>(
            Error.Of(ErrorReason.GrantEnded, "grants[0]", "g1", "was revoked", "Search without it."));

        var refused = await Refusal.OfAsync(async () => await gateway.Search.SearchAsync(Request("g1"), GatewayFixture.As(gateway.RivalKey)));

        Assert.Equal((Grpc.Core.StatusCode.FailedPrecondition, "GRANT_ENDED"), (refused.Code, refused.Info.Reason));
        Assert.Equal(("rival", "GRANT_ENDED"), Assert.Single((await EventsAsync(gateway, 1)).Select(each => (each.Tenant, each.Reason))));
    }

    [Fact]
    public async Task Grant_MadeAndRevoked_StandsInBothLogs()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var me = GatewayFixture.As(gateway.OperatorKey);
        var made = await gateway.Grants.CreateGrantAsync(
            new V1.CreateGrantRequest
            {
                TenantId = "acme",
                GranteeTenantId = "rival",
                Filter = new V1.Filter(),
                ExpireTime = Timestamp.FromDateTimeOffset(gateway.Time.GetUtcNow().AddDays(1)),
            },
            me);
        await gateway.Grants.RevokeGrantAsync(new V1.RevokeGrantRequest { TenantId = "acme", GrantId = made.Id }, me);

        // Of the control plane, and so there before the call is answered.
        var events = gateway.AuditStore.Events;
        Assert.Equal(["GrantService.CreateGrant", "GrantService.RevokeGrant"], events.Where(each => each.Tenant == "acme").Select(each => each.Call));
        Assert.Equal(
            [("GrantService.CreateGrant", "acme", made.Id, ""), ("GrantService.RevokeGrant", "acme", made.Id, "")],
            events.Where(each => each.Tenant == "rival").Select(each => (each.Call, each.By, each.Subject, each.Key)));
    }

    [Fact]
    public async Task Filter_OfAKey_IsInTheSearchOverGrantsToo()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        SearchRequest? asked = null;
        gateway.World.OnSearch = (request, _) =>
        {
            asked = request;
            return Task.FromResult<Result<SearchAnswer>>(Answer());
        };
        var confined = new CreateApiKey("", "", [Scopes.Search], null) { Filter = new Filter([new MetadataMatch("owner", [MetadataValue.Of("ann")])], [], []) };

        await gateway.Search.SearchAsync(Request("g1"), GatewayFixture.As(gateway.World.AddKey("rival", confined)));

        Assert.False(asked!.Filter.Accepts(GrainWorld.Subject(("owner", "bob"))));
        Assert.True(asked.Filter.Accepts(GrainWorld.Subject(("owner", "ann"))));
    }

    [Fact]
    public async Task PageToken_OfOtherGrantsOrAnotherTenant_IsWorthNothing()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        gateway.World.OnSearch = (_, _) => Task.FromResult<Result<SearchAnswer>>(
            Answer() with { Next = new SearchPage(GrainWorld.Space, [], new Core.Indexing.ScoreCursor(0.5f, new PointId(Guid.NewGuid()))) });
        var request = Request("g1");
        request.Options = new V1.SearchOptions { PageToken = (await gateway.Search.SearchAsync(request, GatewayFixture.As(gateway.RivalKey))).NextPageToken };

        await gateway.Search.SearchAsync(request, GatewayFixture.As(gateway.RivalKey));
        var foreign = await Refusal.OfAsync(async () => await gateway.Search.SearchAsync(request, GatewayFixture.As(gateway.AcmeKey)));
        request.Grants.Add("g2");
        var wider = await Refusal.OfAsync(async () => await gateway.Search.SearchAsync(request, GatewayFixture.As(gateway.RivalKey)));
        request.Grants.Clear();
        var none = await Refusal.OfAsync(async () => await gateway.Search.SearchAsync(request, GatewayFixture.As(gateway.RivalKey)));

        Assert.All([foreign, wider, none], refused => Assert.Equal("PAGE_TOKEN_INVALID", refused.Info.Reason));
    }

    [Fact]
    public async Task Grants_NamedTwiceEmptyOrTooMany_AreRefusedByName()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        Task<Refusal> RefuseAsync(params string[] grants) =>
            Refusal.OfAsync(async () => await gateway.Search.SearchAsync(Request(grants), GatewayFixture.As(gateway.RivalKey)));

        Assert.Equal("grants[1]", (await RefuseAsync("a", "a")).Field);
        Assert.Equal("grants[0]", (await RefuseAsync("")).Field);
        var many = await RefuseAsync([.. Enumerable.Range(0, 17).Select(i => $"g{i}")]);
        Assert.Equal(("grants", "LIMIT_EXCEEDED"), (many.Field, many.Info.Reason));
    }

    private static V1.SearchRequest Request(params string[] grants) => new()
    {
        Query = new V1.Query { Parts = { new V1.Part { Text = "a red ball" } } },
        Grants = { grants },
    };

    private static SearchAnswer Answer() =>
        GrainWorld.Answer(GrainWorld.Hit("mine", 0.9f), GrainWorld.Hit("theirs", 0.8f) with { Owner = Acme, GrantId = "g1" }) with
        {
            Grants = [new UsedGrant("g1", Acme), new UsedGrant("g2", Acme)],
        };

    /// <summary>Lets the log's waits be over until so many events are there.</summary>
    private static async Task<IReadOnlyList<AuditEvent>> EventsAsync(GatewayFixture gateway, int count)
    {
        using var patience = new CancellationTokenSource(GatewayFixture.Patience);
        while (gateway.AuditStore.Events.Count < count)
        {
            patience.Token.ThrowIfCancellationRequested();
            gateway.Time.Advance(TimeSpan.FromMilliseconds(300));
            await Task.Yield();
        }

        return gateway.AuditStore.Events;
    }
}
