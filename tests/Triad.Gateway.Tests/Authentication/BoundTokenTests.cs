using Grpc.Core;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Triad.Client;
using Triad.Core.Filters;
using Triad.Grains.Abstractions.Keys;
using Triad.Grains.Abstractions.Searches;
using Triad.Grains.Abstractions.Tenants;
using SearchFilter = Triad.Client.SearchFilter;

namespace Triad.Gateway.Tests.Authentication;

/// <summary>Tokens that an application makes from its key, on a real socket.</summary>
public sealed class BoundTokenTests
{
    private static readonly SearchFilter OfAnn = SearchFilter.All(FilterCondition.MetadataEquals("owner", "ann"));

    private static BoundTokenOptions ForAnn => new() { Subject = "ann", Filter = OfAnn };

    [Fact]
    public async Task Token_OfAKey_SearchesWithinItsFilterAndThatOfTheKey()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var key = gateway.World.AddKey("acme", new CreateApiKey("", "", [Scopes.Search], null) { Filter = new Filter([new MetadataPresent("shown")], [], []) });
        Core.Filters.Filter? asked = null;
        gateway.World.OnSearch = (request, _) =>
        {
            asked = request.Filter;
            return Task.FromResult<Core.Errors.Result<SearchAnswer>>(Doubles.GrainWorld.Answer());
        };

        await gateway.Search.SearchAsync(
            new V1.SearchRequest
            {
                Query = new V1.Query { Parts = { new V1.Part { Text = "a ball" } } },
                Options = new V1.SearchOptions { Filter = SearchFilter.All(FilterCondition.MetadataExists("year")).ToWire() },
            },
            GatewayFixture.As(TriadClient.CreateBoundToken(key, ForAnn, gateway.Time)));

        var video = Doubles.GrainWorld.Subject(("owner", "ann"), ("shown", "yes"), ("year", "1999"));
        Assert.True(asked!.Accepts(video));
        Assert.All(
            ["owner", "shown", "year"],
            one => Assert.False(asked.Accepts(video with { Metadata = video.Metadata.Remove(one) }), $"It was found without '{one}'."));
    }

    [Fact]
    public async Task Token_UsedManyTimes_IsVerifiedOnceUntilItsKeyIsAskedAgain()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var me = GatewayFixture.As(TriadClient.CreateBoundToken(gateway.AcmeKey, ForAnn, gateway.Time));
        for (var i = 0; i < 5; i++)
            await gateway.Library.ListVideosAsync(new V1.ListVideosRequest(), me);
        Assert.Equal(1, gateway.World.KeyLooks);

        gateway.Time.Advance(TimeSpan.FromSeconds(5));
        await gateway.Library.ListVideosAsync(new V1.ListVideosRequest(), me);

        Assert.Equal(2, gateway.World.KeyLooks);
    }

    [Fact]
    public async Task Token_OfAKeyThatIsRevoked_IsRefusedWithinFiveSeconds()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var token = TriadClient.CreateBoundToken(gateway.AcmeKey, ForAnn, gateway.Time);
        await gateway.Library.ListVideosAsync(new V1.ListVideosRequest(), GatewayFixture.As(token));

        await gateway.Tenants.RevokeApiKeyAsync(
            new V1.RevokeApiKeyRequest { KeyId = gateway.AcmeKey.Split('_')[1] }, GatewayFixture.As(gateway.OperatorKey));
        gateway.Time.Advance(TimeSpan.FromSeconds(5));

        await AssertRefusedAsync(gateway, token, "is signed by none of the platform's keys");
    }

    [Fact]
    public async Task Token_OfASecretOfBeforeARotation_CountsForAsLongAsTheSecret()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var token = TriadClient.CreateBoundToken(gateway.AcmeKey, ForAnn, gateway.Time);
        async Task RotateAsync(double seconds) => await gateway.Tenants.RotateApiKeyAsync(
            new V1.RotateApiKeyRequest
            {
                KeyId = gateway.AcmeKey.Split('_')[1],
                Overlap = Google.Protobuf.WellKnownTypes.Duration.FromTimeSpan(TimeSpan.FromSeconds(seconds)),
            },
            GatewayFixture.As(gateway.OperatorKey));

        await RotateAsync(60);
        await gateway.Library.ListVideosAsync(new V1.ListVideosRequest(), GatewayFixture.As(token));
        await RotateAsync(0);
        gateway.Time.Advance(TimeSpan.FromSeconds(5));

        await AssertRefusedAsync(gateway, token, "is signed by none of the platform's keys");
    }

    [Fact]
    public async Task Token_OfAnExpiredKey_IsAnsweredLikeThatOfNoKey()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var key = gateway.World.AddKey("acme", new CreateApiKey("", "", [Scopes.Search], gateway.Time.GetUtcNow().AddMinutes(1)));
        gateway.Time.Advance(TimeSpan.FromMinutes(2));
        var none = ApiKeySecret.Draw().Token;

        var expired = await Refusal.OfAsync(() => ListAsync(gateway, TriadClient.CreateBoundToken(key, ForAnn, gateway.Time)));
        var missing = await Refusal.OfAsync(() => ListAsync(gateway, TriadClient.CreateBoundToken(none, ForAnn, gateway.Time)));

        Assert.Equal(missing.Message, expired.Message);
        Assert.Equal("TOKEN_INVALID", expired.Info.Reason);
    }

    [Fact]
    public async Task Token_OfAKeyWithoutAPublicHalf_SaysSo()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var id = gateway.AcmeKey.Split('_')[1];
        gateway.World.Keys[id] = gateway.World.Keys[id] with { Key = gateway.World.Keys[id].Key with { TokenKeys = [] } };

        await AssertRefusedAsync(gateway, TriadClient.CreateBoundToken(gateway.AcmeKey, ForAnn, gateway.Time), "no tokens can be made from");
        await AssertRefusedAsync(gateway, TriadClient.CreateBoundToken(gateway.OperatorKey, ForAnn, gateway.Time), "no tokens can be made from");
    }

    [Fact]
    public async Task Token_SignedByAnother_IsRefused()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var forged = $"tk_{gateway.AcmeKey.Split('_')[1]}_{gateway.RivalKey.Split('_')[2]}";

        await AssertRefusedAsync(gateway, TriadClient.CreateBoundToken(forged, ForAnn, gateway.Time), "is signed by none of the platform's keys");
    }

    [Fact]
    public async Task Token_WithAnotherPayload_IsRefused()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var narrow = TriadClient.CreateBoundToken(gateway.AcmeKey, ForAnn, gateway.Time).Split('.');
        var wide = TriadClient.CreateBoundToken(gateway.RivalKey, ForAnn with { Filter = new SearchFilter() }, gateway.Time).Split('.');
        var payload = Base64UrlEncoder.Decode(wide[1]).Replace(gateway.RivalKey.Split('_')[1], gateway.AcmeKey.Split('_')[1], StringComparison.Ordinal);

        await AssertRefusedAsync(gateway, $"{narrow[0]}.{Base64UrlEncoder.Encode(payload)}.{narrow[2]}", "is signed by none of the platform's keys");
    }

    public static TheoryData<string, string, string> Unsigned => new()
    {
        { """{"alg":"none","typ":"triad-bound+jwt","kid":"KEY"}""", "", "is signed by another algorithm than ES256" },
        { """{"alg":"None","typ":"triad-bound+jwt","kid":"KEY"}""", "", "is signed by another algorithm than ES256" },
        { """{"alg":"HS256","typ":"triad-bound+jwt","kid":"KEY"}""", "c2lnbmVk", "is signed by another algorithm than ES256" },
        { """{"typ":"triad-bound+jwt","kid":"KEY"}""", "c2lnbmVk", "is signed by another algorithm than ES256" },
        { """{"alg":"ES256","typ":"JWT","kid":"KEY"}""", "c2lnbmVk", "has another type" },
        { """{"alg":"ES256","kid":"KEY"}""", "c2lnbmVk", "has another type" },
        { """{"alg":"ES256","typ":"triad-bound+jwt"}""", "c2lnbmVk", "names another key in its header" },
        { """{"alg":"ES256","typ":"triad-bound+jwt","kid":"another"}""", "c2lnbmVk", "names another key in its header" },
        { """{"alg":"ES256","typ":"triad-bound+jwt","kid":"KEY"}""", "", "is signed by none of the platform's keys" },
        { """{"alg":"ES256","typ":"triad-bound+jwt","kid":"KEY"}""", "c2lnbmVk", "is signed by none of the platform's keys" },
    };

    [Theory]
    [MemberData(nameof(Unsigned))]
    public async Task Token_WhoseHeaderIsWrong_SaysWhy(string header, string signature, string problem)
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var parts = TriadClient.CreateBoundToken(gateway.AcmeKey, ForAnn, gateway.Time).Split('.');
        var text = header.Replace("KEY", gateway.AcmeKey.Split('_')[1], StringComparison.Ordinal);

        await AssertRefusedAsync(gateway, $"{Base64UrlEncoder.Encode(text)}.{parts[1]}.{signature}", problem);
    }

    [Theory]
    [InlineData("eyJ")]
    [InlineData("ey.ey.ey")]
    [InlineData("eyJhbGciOiJFUzI1NiJ9.bm90anNvbg.c2ln")]
    [InlineData("eyJhbGciOiJFUzI1NiJ9.e30.c2ln")]
    [InlineData("eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOjV9.c2ln")]
    [InlineData("eyJhbGciOiJFUzI1NiJ9..")]
    public async Task Token_ThatIsNone_IsRefusedWithAReason(string token)
    {
        await using var gateway = await GatewayFixture.StartAsync();

        await AssertRefusedAsync(gateway, token, "The token");
    }

    [Fact]
    public async Task Token_ThatIsVeryLong_IsRefused()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var long_ = ForAnn with { Filter = SearchFilter.All(FilterCondition.MetadataAnyOf("owner", [.. Enumerable.Range(0, 900).Select(i => $"user-{i}")])) };

        await AssertRefusedAsync(gateway, TriadClient.CreateBoundToken(gateway.AcmeKey, long_, gateway.Time), "8192 is the most");
    }

    [Theory]
    [InlineData(0, 900, null)]
    [InlineData(20, 900, null)]
    [InlineData(60, 900, "is not valid before")]
    [InlineData(-60, 900, null)]
    [InlineData(-920, 900, null)]
    [InlineData(-960, 900, "expired at")]
    [InlineData(0, 3600, null)]
    [InlineData(0, 3700, "minutes from now")]
    public async Task Token_ByAClockThatIsOff_CountsWithinThirtySeconds(double offSeconds, double lifeSeconds, string? problem)
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(gateway.Time.GetUtcNow().AddSeconds(offSeconds));
        var token = TriadClient.CreateBoundToken(gateway.AcmeKey, ForAnn with { Lifetime = TimeSpan.FromSeconds(lifeSeconds) }, clock);

        if (problem is null)
            await ListAsync(gateway, token);
        else
            await AssertRefusedAsync(gateway, token, problem);
    }

    [Fact]
    public async Task Token_ThatEndsWhileItIsCached_IsRefusedThen()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var token = TriadClient.CreateBoundToken(gateway.AcmeKey, ForAnn with { Lifetime = TimeSpan.FromSeconds(1) }, gateway.Time);
        await ListAsync(gateway, token);

        gateway.Time.Advance(TimeSpan.FromSeconds(32));

        await AssertRefusedAsync(gateway, token, "expired at");
    }

    [Fact]
    public async Task Token_OfAnotherAudienceTenantOrScope_IsRefused()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var searcher = gateway.World.AddKey("acme", Scopes.Search, Scopes.TenantAdmin);

        await AssertRefusedAsync(gateway, TriadClient.CreateBoundToken(searcher, ForAnn with { Audience = "staging" }, gateway.Time), "is for another audience");
        await AssertRefusedAsync(gateway, TriadClient.CreateBoundToken(searcher, ForAnn with { Tenant = "rival" }, gateway.Time), "names another tenant");
        await AssertRefusedAsync(
            gateway, TriadClient.CreateBoundToken(searcher, ForAnn with { Scopes = [KeyScope.Search, KeyScope.Ingest] }, gateway.Time), "a scope that its key cannot lend");
        await ListAsync(gateway, TriadClient.CreateBoundToken(searcher, ForAnn with { Tenant = "acme" }, gateway.Time));
    }

    [Theory]
    [InlineData("sub", null, "does not say whom it is for")]
    [InlineData("sub", "a\nb", "does not say whom it is for")]
    [InlineData("scope", null, "has no scopes")]
    [InlineData("scope", "tenant-admin", "a scope that its key cannot lend")]
    [InlineData("scope", "operator", "a scope that its key cannot lend")]
    [InlineData("filter", null, "has no filter")]
    [InlineData("filter", "{}", "has no filter")]
    [InlineData("nbf", null, "has no beginning")]
    [InlineData("exp", null, "has no end")]
    public async Task Token_WithAClaimThatIsMissingOrWrong_SaysWhich(string claim, string? value, string problem)
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var key = gateway.World.AddKey("acme", Scopes.Search, Scopes.TenantAdmin);

        await AssertRefusedAsync(gateway, Signed(key, gateway, claim, value), problem);
    }

    [Theory]
    [InlineData("""{"musst":[]}""", "cannot be read")]
    [InlineData("""{"must":[{}]}""", "filter.must[0]")]
    [InlineData("""{"must":[{"modalities":{"hasAll":{"audio":true}}}]}""", "a condition on segments")]
    public async Task Token_WhoseFilterIsNone_SaysWhy(string filter, string problem)
    {
        await using var gateway = await GatewayFixture.StartAsync();
        using var json = System.Text.Json.JsonDocument.Parse(filter);

        await AssertRefusedAsync(gateway, Signed(gateway.AcmeKey, gateway, "filter", json.RootElement), problem);
    }

    [Fact]
    public async Task Token_FromAnotherNetworkThanItsKeys_IsRefused()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var key = gateway.World.AddKey("acme", new CreateApiKey("", "", [Scopes.Search], null) { Networks = ["203.0.113.0/24"] });

        var refused = await Refusal.OfAsync(() => ListAsync(gateway, TriadClient.CreateBoundToken(key, ForAnn, gateway.Time)));

        Assert.Equal(("NETWORK_FORBIDDEN", StatusCode.PermissionDenied), (refused.Info.Reason, refused.Code));
    }

    [Fact]
    public async Task Token_OfASuspendedTenant_IsRefusedLikeItsKey()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        gateway.World.Tenants["acme"] = gateway.World.Tenants["acme"] with { Status = TenantStatus.Suspended };

        var refused = await Refusal.OfAsync(() => ListAsync(gateway, TriadClient.CreateBoundToken(gateway.AcmeKey, ForAnn, gateway.Time)));

        Assert.Equal("TENANT_SUSPENDED", refused.Info.Reason);
    }

    /// <summary>A token that the right key has signed, with one claim that is another.</summary>
    private static string Signed(string key, GatewayFixture gateway, string claim, object? value)
    {
        var drawn = DrawnApiKey.Parse(key);
        var now = gateway.Time.GetUtcNow().ToUnixTimeSeconds();
        using var none = System.Text.Json.JsonDocument.Parse("{}");
        var claims = new Dictionary<string, object>
        {
            ["iss"] = drawn.Id,
            ["aud"] = "triad",
            ["sub"] = "ann",
            ["scope"] = "search",
            ["filter"] = none.RootElement,
            ["nbf"] = now,
            ["exp"] = now + 60,
        };
        claims.Remove(claim);
        if (value is not null)
            claims[claim] = value;
        using var pair = Client.Tokens.BoundTokenKey.Derive(drawn.Id, drawn.Secret);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = "triad-bound+jwt",
            Claims = claims,
            SigningCredentials = new SigningCredentials(
                new ECDsaSecurityKey(pair) { KeyId = drawn.Id, CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } }, "ES256"),
        });
    }

    private static async Task ListAsync(GatewayFixture gateway, string token) =>
        await gateway.Library.ListVideosAsync(new V1.ListVideosRequest(), GatewayFixture.As(token));

    private static async Task AssertRefusedAsync(GatewayFixture gateway, string token, string problem)
    {
        var refused = await Refusal.OfAsync(() => ListAsync(gateway, token));
        Assert.Equal(("TOKEN_INVALID", StatusCode.Unauthenticated), (refused.Info.Reason, refused.Code));
        Assert.Contains(problem, refused.Message, StringComparison.Ordinal);
        Assert.NotEmpty(refused.Info.Metadata["remedy"]);
    }
}
