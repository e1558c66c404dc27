using Grpc.Core;
using Triad.Core.Errors;
using Triad.Gateway.Authentication;
using Triad.Gateway.Calls;
using Triad.Grains.Abstractions.Keys;
using Triad.Grains.Abstractions.Tenants;
using Triad.Testing.Time;

namespace Triad.Gateway.Tests.Authentication;

public sealed class KeyAuthenticatorTests
{
    private static readonly V1.GetVideoRequest Request = new() { VideoId = "v" };

    [Fact]
    public async Task Key_UsedManyTimes_IsVerifiedOnce()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        gateway.World.AddVideo("acme", "v");

        for (var i = 0; i < 5; i++)
            await gateway.Library.GetVideoAsync(Request, GatewayFixture.As(gateway.AcmeKey));

        Assert.Equal(1, gateway.World.Verifications);
    }

    [Fact]
    public async Task Key_WhoseSiloHasDied_IsVerifiedByTheOneThatStandsInForIt()
    {
        await using var gateway = await GatewayFixture.StartAsync(clock: new InstantTime());
        gateway.World.AddVideo("acme", "v");
        gateway.World.DeadVerifications = 3;

        await gateway.Library.GetVideoAsync(Request, GatewayFixture.As(gateway.AcmeKey));

        Assert.Equal(4, gateway.World.Verifications);
    }

    [Fact]
    public async Task Key_ThatIsRevoked_IsRefusedWithinFiveSeconds()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        gateway.World.AddVideo("acme", "v");
        await gateway.Library.GetVideoAsync(Request, GatewayFixture.As(gateway.AcmeKey));

        await gateway.Tenants.RevokeApiKeyAsync(
            new V1.RevokeApiKeyRequest { KeyId = gateway.AcmeKey.Split('_')[1] },
            GatewayFixture.As(gateway.OperatorKey));
        gateway.Time.Advance(TimeSpan.FromSeconds(5));

        var refused = await Refusal.OfAsync(async () => await gateway.Library.GetVideoAsync(Request, GatewayFixture.As(gateway.AcmeKey)));
        Assert.Equal(StatusCode.Unauthenticated, refused.Code);
    }

    [Fact]
    public async Task Key_PresentedAgainAsTheSameString_EndsWithItsRevocationAllTheSame()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var authenticator = gateway.Service<KeyAuthenticator>();
        var header = $"Bearer {gateway.AcmeKey}";
        var before = new List<Result<Caller>>();
        for (var i = 0; i < 4; i++)
            before.Add(await authenticator.AuthenticateAsync(header, default));

        await gateway.Tenants.RevokeApiKeyAsync(
            new V1.RevokeApiKeyRequest { KeyId = gateway.AcmeKey.Split('_')[1] },
            GatewayFixture.As(gateway.OperatorKey));
        gateway.Time.Advance(TimeSpan.FromSeconds(5));
        var after = await authenticator.AuthenticateAsync(header, default);

        Assert.All(before, caller => Assert.Equal("acme", caller.Value.Tenant?.Value));
        Assert.Equal(ErrorReason.KeyInvalid, after.Error?.Reason);
    }

    [Fact]
    public async Task Key_PresentedAgainAsTheSameStringAfterItsTime_IsVerifiedAgainAndGoesOn()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var authenticator = gateway.Service<KeyAuthenticator>();
        var header = $"Bearer {gateway.AcmeKey}";

        for (var i = 0; i < 9; i++)
        {
            Assert.True((await authenticator.AuthenticateAsync(header, default)).IsOk);
            if (i % 3 == 2)
                gateway.Time.Advance(TimeSpan.FromSeconds(5));
        }

        Assert.Equal(3, gateway.World.Verifications);
    }

    [Fact]
    public async Task Key_WithAnotherSecret_IsRefusedWhileTheRightOneIsCached()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        gateway.World.AddVideo("acme", "v");
        await gateway.Library.GetVideoAsync(Request, GatewayFixture.As(gateway.AcmeKey));
        var forged = gateway.AcmeKey[..^1] + (gateway.AcmeKey[^1] == '0' ? '1' : '0');

        var refused = await Refusal.OfAsync(async () => await gateway.Library.GetVideoAsync(Request, GatewayFixture.As(forged)));

        Assert.Equal(StatusCode.Unauthenticated, refused.Code);
    }

    [Fact]
    public async Task Key_WhileItIsRotated_IsVerifiedOnceForEachOfItsSecrets()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var rotated = await gateway.Tenants.RotateApiKeyAsync(
            new V1.RotateApiKeyRequest { KeyId = gateway.AcmeKey.Split('_')[1] }, GatewayFixture.As(gateway.OperatorKey));
        var before = gateway.World.Verifications;

        for (var i = 0; i < 5; i++)
            foreach (var key in new[] { gateway.AcmeKey, rotated.Key })
                await gateway.Library.ListVideosAsync(new V1.ListVideosRequest(), GatewayFixture.As(key));

        Assert.Equal(2, gateway.World.Verifications - before);
    }

    [Fact]
    public async Task Key_ThatIsUsed_TellsSoInAMinuteAndByOneCall()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var at = gateway.Time.GetUtcNow();
        for (var i = 0; i < 5; i++)
            await gateway.Library.ListVideosAsync(new V1.ListVideosRequest(), GatewayFixture.As(gateway.AcmeKey));

        await gateway.Service<KeyUseReport>().TellAsync(default);

        var key = (await gateway.Tenants.ListApiKeysAsync(new V1.ListApiKeysRequest { TenantId = "acme" }, GatewayFixture.As(gateway.OperatorKey))).ApiKeys
            .Single(key => key.Id == gateway.AcmeKey.Split('_')[1]);
        Assert.Equal(at, key.LastUseTime.ToDateTimeOffset());
    }

    [Theory]
    [InlineData("127.0.0.0/8", true)]
    [InlineData("203.0.113.0/24", false)]
    [InlineData("::1", false)]
    public async Task Key_WithNetworks_IsUsedFromThemAlone(string network, bool allowed)
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var me = GatewayFixture.As(gateway.World.AddKey("acme", new CreateApiKey("", "", [Scopes.Search], null) { Networks = [network] }));
        async Task ListAsync() => await gateway.Library.ListVideosAsync(new V1.ListVideosRequest(), me);

        if (allowed)
        {
            await ListAsync();
            return;
        }

        var refused = await Refusal.OfAsync(ListAsync);
        Assert.Equal(("NETWORK_FORBIDDEN", StatusCode.PermissionDenied), (refused.Info.Reason, refused.Code));
        Assert.Contains("127.0.0.1", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none", "203.0.113.9", false)]
    [InlineData("127.0.0.1", "203.0.113.9", true)]
    [InlineData("127.0.0.1", "203.0.113.9, 198.51.100.1", false)]
    [InlineData("127.0.0.1;198.51.100.0/24", "203.0.113.9, 198.51.100.1", true)]
    [InlineData("127.0.0.1", "198.51.100.1, 203.0.113.9", true)]
    [InlineData("127.0.0.1", "nonsense", false)]
    [InlineData("127.0.0.1", null, false)]
    public async Task Address_BehindProxies_IsTheLastOneThatIsNoneOfTheirs(string proxies, string? forwarded, bool allowed)
    {
        await using var gateway = await GatewayFixture.StartAsync(options => options.TrustedProxies = proxies == "none" ? [] : proxies.Split(';'));
        var me = GatewayFixture.As(gateway.World.AddKey("acme", new CreateApiKey("", "", [Scopes.Search], null) { Networks = ["203.0.113.0/24"] }));
        if (forwarded is not null)
            me.Add("x-forwarded-for", forwarded);
        async Task ListAsync() => await gateway.Library.ListVideosAsync(new V1.ListVideosRequest(), me);

        if (allowed)
            await ListAsync();
        else
            Assert.Equal("NETWORK_FORBIDDEN", (await Refusal.OfAsync(ListAsync)).Info.Reason);
    }

    [Fact]
    public async Task Key_OfATenant_MayNotNameAnotherOne()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        gateway.World.AddVideo("rival", "v");
        Task CallAsync(string tenant) => gateway.Library.GetVideoAsync(
            new V1.GetVideoRequest { TenantId = tenant, VideoId = "v" },
            GatewayFixture.As(gateway.AcmeKey)).ResponseAsync;

        var existing = await Refusal.OfAsync(() => CallAsync("rival"));
        var missing = await Refusal.OfAsync(() => CallAsync("nobody"));

        Assert.Equal(StatusCode.PermissionDenied, existing.Code);
        Assert.Equal(existing.ToString(), missing.ToString().Replace("nobody", "rival"));
    }

    [Fact]
    public async Task Key_OfAnOperator_NamesTheTenant()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        gateway.World.AddVideo("acme", "v");

        var video = await gateway.Library.GetVideoAsync(
            new V1.GetVideoRequest { TenantId = "acme", VideoId = "v" },
            GatewayFixture.As(gateway.OperatorKey));
        var unnamed = await Refusal.OfAsync(async () => await gateway.Library.GetVideoAsync(Request, GatewayFixture.As(gateway.OperatorKey)));
        var unknown = await Refusal.OfAsync(async () => await gateway.Library.ListVideosAsync(
            new V1.ListVideosRequest { TenantId = "nobody" },
            GatewayFixture.As(gateway.OperatorKey)));

        Assert.Equal("v", video.Id);
        Assert.Equal("tenant_id", unnamed.Field);
        Assert.Equal("TENANT_NOT_FOUND", unknown.Info.Reason);
    }
}
