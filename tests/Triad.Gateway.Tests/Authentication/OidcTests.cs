using System.Net;
using Grpc.Core;
using Microsoft.IdentityModel.Tokens;
using Triad.Gateway.Authentication.Oidc;
using Triad.Gateway.Tests.Doubles;

namespace Triad.Gateway.Tests.Authentication;

/// <summary>People and services with tokens of an issuer that turns its keys, lies, and is late; all on real sockets.</summary>
public sealed class OidcTests : IAsyncLifetime
{
    private IssuerDouble _issuer = null!;
    private GatewayFixture _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _issuer = await IssuerDouble.StartAsync();
        _gateway = await GatewayFixture.StartAsync(options => options.Oidc =
        [
            new OidcIssuerOptions
            {
                Issuer = _issuer.Address,
                Audience = "video",
                Scopes = new Dictionary<string, string> { ["video.find"] = "search", ["admins"] = "tenant-admin", ["operators"] = "operator" },
            },
        ]);
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _issuer.DisposeAsync();
    }

    [Fact]
    public async Task Token_OfTheIssuer_ActsForTheTenantThatItNamesWithTheScopesOfItsWords()
    {
        _gateway.World.AddVideo("acme", "v");
        var token = _issuer.Token(Now);

        var listed = await ListAsync(token);
        var refused = await Refusal.OfAsync(async () => await _gateway.Tenants.ListApiKeysAsync(new V1.ListApiKeysRequest(), GatewayFixture.As(token)));
        var administrator = _issuer.Token(Now, claims => claims["scope"] = new[] { "admins", "unheard-of" });
        var keys = await _gateway.Tenants.ListApiKeysAsync(new V1.ListApiKeysRequest(), GatewayFixture.As(administrator));

        Assert.Equal("v", Assert.Single(listed.Videos).Id);
        Assert.Equal("SCOPE_MISSING", refused.Info.Reason);
        Assert.All(keys.ApiKeys, key => Assert.Equal("acme", key.TenantId));
        Assert.Equal(1, _issuer.Fetches);
    }

    public static TheoryData<string, object, bool> NestedScopes => new()
    {
        { "realm_access.roles", new Dictionary<string, object> { ["realm_access"] = new Dictionary<string, object> { ["roles"] = new[] { "other", "video.find" } } }, true },
        {
            "resource_access.triad.roles",
            new Dictionary<string, object>
            {
                ["resource_access"] = new Dictionary<string, object> { ["triad"] = new Dictionary<string, object> { ["roles"] = "openid video.find" } },
            },
            true
        },
        {
            "resource_access.my.app.roles",
            new Dictionary<string, object>
            {
                ["resource_access"] = new Dictionary<string, object> { ["my.app"] = new Dictionary<string, object> { ["roles"] = new[] { "video.find" } } },
            },
            true
        },
        { "https://triad.example/roles", new Dictionary<string, object> { ["https://triad.example/roles"] = new[] { "video.find" } }, true },
        { "realm_access.roles", new Dictionary<string, object> { ["roles"] = new[] { "video.find" } }, false },
        { "realm_access.roles", new Dictionary<string, object> { ["realm_access"] = new[] { "video.find" } }, false },
        {
            "realm_access.roles",
            new Dictionary<string, object>
            {
                ["realm_access"] = new Dictionary<string, object> { ["roles"] = new Dictionary<string, object> { ["video.find"] = true } },
            },
            false
        },
    };

    [Theory]
    [MemberData(nameof(NestedScopes))]
    public async Task Token_WithRolesWithinOtherClaims_ActsByThePathThatIsSet(string path, object claims, bool isAllowed)
    {
        await using var issuer = await IssuerDouble.StartAsync();
        await using var gateway = await GatewayFixture.StartAsync(options => options.Oidc =
        [
            new OidcIssuerOptions
            {
                Issuer = issuer.Address,
                Audience = "video",
                ScopeClaim = path,
                TenantClaim = "organization.tenant",
                Scopes = new Dictionary<string, string> { ["video.find"] = "search" },
            },
        ]);
        var token = issuer.Token(gateway.Time.GetUtcNow(), all =>
        {
            all.Remove("scope");
            all.Remove("tenant");
            all["organization"] = new Dictionary<string, object> { ["tenant"] = new[] { "acme" } };
            foreach (var (name, claim) in (Dictionary<string, object>)claims)
                all[name] = claim;
        });

        async Task List() => await gateway.Library.ListVideosAsync(new V1.ListVideosRequest(), GatewayFixture.As(token));

        if (isAllowed)
            await List();
        else
            Assert.Equal("SCOPE_MISSING", (await Refusal.OfAsync(List)).Info.Reason);
    }

    [Fact]
    public async Task Token_ThatNamesTwoTenants_IsRefused()
    {
        var token = _issuer.Token(Now, claims => claims["tenant"] = new[] { "acme", "rival" });

        await AssertRefusedAsync(token, "names no tenant in its claim 'tenant'");
    }

    [Fact]
    public async Task Token_WithAnOperatorsWord_NamesTheTenantInItsRequests()
    {
        var token = _issuer.Token(Now, claims => claims["scope"] = "operators");

        Assert.Equal("rival", (await _gateway.Tenants.GetTenantAsync(new V1.GetTenantRequest { TenantId = "rival" }, GatewayFixture.As(token))).Id);
    }

    [Fact]
    public async Task Key_OfThePlatform_IsNotTakenForATokenOfTheIssuer()
    {
        await ListAsync(_gateway.AcmeKey);

        Assert.Equal(0, _issuer.Fetches);
    }

    [Fact]
    public async Task Issuer_ThatTurnsItsKeys_IsFollowedByItsNextToken()
    {
        var old = _issuer.Token(Now);
        await ListAsync(old);
        _issuer.Turn();
        _gateway.Time.Advance(TimeSpan.FromSeconds(15));

        await ListAsync(_issuer.Token(Now));

        await AssertRefusedAsync(old, "is signed by a key that its issuer does not have");
        Assert.Equal(2, _issuer.Fetches);
    }

    [Fact]
    public async Task Tokens_OfKeysThatNobodyHas_DoNotSendTheGatewayToTheIssuerEachTime()
    {
        await ListAsync(_issuer.Token(Now));
        for (var i = 0; i < 5; i++)
            await AssertRefusedAsync(_issuer.Token(Now, key: IssuerDouble.Draw(100 + i)), "is signed by a key that its issuer does not have");

        Assert.Equal(1, _issuer.Fetches);
    }

    [Fact]
    public async Task Token_WithTheIssuersKeyIdAndAnothersKey_IsRefused()
    {
        var forger = IssuerDouble.Draw(0);
        Assert.Equal(_issuer.Key.KeyId, forger.KeyId);

        await AssertRefusedAsync(_issuer.Token(Now, key: forger), "issuer");
    }

    [Fact]
    public async Task Token_WithTheIssuersKeyIdTakenAsAPassword_IsRefused()
    {
        var publicKey = new SymmetricSecurityKey(_issuer.Key.Rsa.ExportSubjectPublicKeyInfo()) { KeyId = _issuer.Key.KeyId };

        await AssertRefusedAsync(_issuer.Token(Now, key: publicKey, algorithm: "HS256"), "an algorithm that is not accepted");
    }

    [Fact]
    public async Task Token_WithoutASignature_IsRefused()
    {
        var parts = _issuer.Token(Now).Split('.');

        await AssertRefusedAsync($"{Base64UrlEncoder.Encode("""{"alg":"none"}""")}.{parts[1]}.", "an algorithm that is not accepted");
        await AssertRefusedAsync($"{parts[0]}.{parts[1]}.", "is not signed by its issuer");
    }

    [Theory]
    [InlineData("iss", "https://other.example", "is of an issuer that the platform does not know")]
    [InlineData("aud", "another", "is for another audience")]
    [InlineData("aud", null, "is for another audience")]
    [InlineData("sub", null, "does not say whom it is for")]
    [InlineData("tenant", null, "names no tenant")]
    [InlineData("tenant", "No Tenant", "names no tenant")]
    [InlineData("tenant", "nobody", "names a tenant that is not there")]
    [InlineData("exp", null, "has no end")]
    public async Task Token_WithAClaimThatIsWrong_SaysWhich(string claim, string? value, string problem) =>
        await AssertRefusedAsync(
            _issuer.Token(Now, claims =>
            {
                claims.Remove(claim);
                if (value is not null)
                    claims[claim] = value;
            }),
            problem);

    [Theory]
    [InlineData(60, "is not valid before")]
    [InlineData(20, null)]
    [InlineData(-615, null)]
    [InlineData(-660, "expired at")]
    public async Task Token_ByAClockThatIsOff_CountsWithinThirtySeconds(double seconds, string? problem)
    {
        var token = _issuer.Token(Now.AddSeconds(seconds));
        if (problem is null)
            await ListAsync(token);
        else
            await AssertRefusedAsync(token, problem);
    }

    [Fact]
    public async Task Issuer_WhoseDocumentIsOfAnother_IsNotBelieved()
    {
        _issuer.SaysItIs = "https://other.example";

        Assert.Equal(("UNAVAILABLE", StatusCode.Unavailable), await OutcomeAsync(_issuer.Token(Now)));
    }

    [Fact]
    public async Task Issuer_ThatFails_IsAskedAgainAfterAWhileAndNotBefore()
    {
        _issuer.Status = HttpStatusCode.InternalServerError;
        var token = _issuer.Token(Now);
        for (var i = 0; i < 3; i++)
            Assert.Equal("UNAVAILABLE", (await OutcomeAsync(token)).Reason);
        Assert.Equal(1, _issuer.Fetches);

        _issuer.Status = HttpStatusCode.OK;
        _gateway.Time.Advance(TimeSpan.FromSeconds(11));

        await ListAsync(token);
    }

    [Fact]
    public async Task Issuer_ThatIsLate_IsGivenUpAfterItsTime()
    {
        var answer = new TaskCompletionSource();
        _issuer.Delay = answer.Task;

        var waiting = OutcomeAsync(_issuer.Token(Now));
        await _issuer.Asked.Task.WaitAsync(GatewayFixture.Patience);
        _gateway.Time.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal("UNAVAILABLE", (await waiting.WaitAsync(GatewayFixture.Patience)).Reason);
        answer.SetResult();
    }

    [Fact]
    public async Task Issuer_ThatIsLateOrGoneLater_DoesNotStopThoseWhoseKeyIsKnown()
    {
        await ListAsync(_issuer.Token(Now));
        var answer = new TaskCompletionSource();
        _issuer.Delay = answer.Task;
        _issuer.ExpectAnother();
        _gateway.Time.Advance(TimeSpan.FromHours(2));

        await ListAsync(_issuer.Token(Now));
        await _issuer.Asked.Task.WaitAsync(GatewayFixture.Patience);
        answer.SetResult();
        await _issuer.DisposeAsync();
        _gateway.Time.Advance(TimeSpan.FromHours(2));
        await ListAsync(_issuer.Token(Now));
    }

    private DateTimeOffset Now => _gateway.Time.GetUtcNow();

    private async Task<V1.ListVideosResponse> ListAsync(string token) =>
        await _gateway.Library.ListVideosAsync(new V1.ListVideosRequest(), GatewayFixture.As(token));

    private async Task<(string Reason, StatusCode Code)> OutcomeAsync(string token)
    {
        var refused = await Refusal.OfAsync(() => ListAsync(token));
        return (refused.Info.Reason, refused.Code);
    }

    private async Task AssertRefusedAsync(string token, string problem)
    {
        var refused = await Refusal.OfAsync(() => ListAsync(token));
        Assert.Equal(("TOKEN_INVALID", StatusCode.Unauthenticated), (refused.Info.Reason, refused.Code));
        Assert.Contains(problem, refused.Message, StringComparison.Ordinal);
    }
}
