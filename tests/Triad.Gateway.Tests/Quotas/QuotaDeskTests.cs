using Grpc.Core;
using Triad.Core.Errors;
using Triad.Gateway.Tests.Doubles;
using Triad.Grains.Abstractions.Quotas;
using Triad.Grains.Abstractions.Searches;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Gateway.Tests.Quotas;

public sealed class QuotaDeskTests
{
    private static readonly V1.SearchRequest Request = new()
    {
        Query = new V1.Query { Parts = { new V1.Part { Text = "a red ball" } } },
    };

    [Fact]
    public async Task Search_BeyondTheQuota_IsRefusedWithTheQuotaAndAHint()
    {
        await using var gateway = await StartAsync(queriesPerSecond: 2);
        await SearchAsync(gateway);
        await SearchAsync(gateway);

        var refused = await Refusal.OfAsync(() => SearchAsync(gateway));

        Assert.Equal(StatusCode.ResourceExhausted, refused.Code);
        Assert.Equal("QUOTA_EXCEEDED", refused.Info.Reason);
        Assert.NotNull(refused.Retry);
        Assert.Contains("2 queries a second", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusal_ByAQuota_NamesQuotaLimitUseAndTime()
    {
        await using var gateway = await StartAsync(queriesPerSecond: 2);
        await SearchAsync(gateway);
        await SearchAsync(gateway);

        var refused = await Assert.ThrowsAsync<RpcException>(() => SearchAsync(gateway));

        Assert.Equal("\"queries_per_second\";q=2;qu=\"requests\";w=1", refused.Trailers.GetValue("ratelimit-policy"));
        Assert.Equal("\"queries_per_second\";r=0;t=1", refused.Trailers.GetValue("ratelimit"));
        Assert.Equal("1", refused.Trailers.GetValue("retry-after"));
        var info = refused.GetRpcStatus()!.GetDetail<Google.Rpc.ErrorInfo>()!.Metadata;
        Assert.Equal(("queries_per_second", "2", "2"), (info["quota"], info["limit"], info["used"]));
        var failure = Assert.Single(refused.GetRpcStatus()!.GetDetail<Google.Rpc.QuotaFailure>()!.Violations);
        Assert.Equal("quotas.queries_per_second", failure.Subject);
    }

    [Fact]
    public async Task Answer_ThatAQuotaCounts_TellsWhatIsLeft()
    {
        await using var gateway = await StartAsync(queriesPerSecond: 5);
        using var call = gateway.Search.SearchAsync(Request, GatewayFixture.As(gateway.AcmeKey));
        await call.ResponseAsync;

        Assert.Equal("\"queries_per_second\";r=4", call.GetTrailers().GetValue("ratelimit"));
    }

    [Fact]
    public async Task Search_OfATenantWithoutQuotas_TellsNothingOfThem()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        using var call = gateway.Search.SearchAsync(Request, GatewayFixture.As(gateway.AcmeKey));
        await call.ResponseAsync;

        Assert.Null(call.GetTrailers().GetValue("ratelimit"));
    }

    [Fact]
    public async Task Reads_WhenTheDaysBytesAreUsedUp_AreRefusedUntilMidnight_WithoutACallEach()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        gateway.World.Tenants["acme"] = gateway.World.Tenants["acme"] with { Quotas = TenantQuotas.None with { BytesSentPerDay = 100 } };
        gateway.World.AddVideo("acme", "car");
        gateway.World.NextGrant = new DayGrant(1, 60, 100, 0, TimeSpan.FromHours(2));
        await GetAsync(gateway);
        gateway.World.NextGrant = new DayGrant(2, 0, 100, 100, TimeSpan.FromHours(2));
        var refusals = new List<RpcException>();
        for (var i = 0; i < 20; i++)
            refusals.Add(await Assert.ThrowsAsync<RpcException>(() => GetAsync(gateway)));

        var draws = gateway.World.Draws.ToArray();
        Assert.Equal(2, draws.Length);
        Assert.True(draws[1].Spent > 60, $"{draws[1].Spent} bytes");
        Assert.All(refusals, refused => Assert.Equal("7200", refused.Trailers.GetValue("retry-after")));
        Assert.Contains("100 bytes sent a day", refusals[0].Status.Detail, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromHours(2), Refusal.Of(refusals[0]).Retry!.RetryDelay.ToTimeSpan());
    }

    [Fact]
    public async Task Queries_AreChargedForWhatIsComputed_AndNotForWhatTheyWaitFor()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        gateway.World.Tenants["acme"] = gateway.World.Tenants["acme"] with { Quotas = TenantQuotas.None with { EmbedSecondsPerDay = 100 } };
        gateway.World.NextGrant = new DayGrant(1, 3, 100, 0, TimeSpan.FromHours(2));
        gateway.World.OnSearch = (_, _) => Task.FromResult<Result<SearchAnswer>>(
            GrainWorld.Answer() with { EmbedTime = TimeSpan.FromSeconds(70), Compute = TimeSpan.FromSeconds(2) });
        async Task AskAsync() => await gateway.Search.SearchAsync(Request, GatewayFixture.As(gateway.AcmeKey));

        await AskAsync();
        await AskAsync();
        await AskAsync();

        var draws = gateway.World.Draws.ToArray();
        Assert.Equal([0.0, 4.0], draws.Select(draw => draw.Spent));
    }

    [Fact]
    public async Task Upload_WithoutRoom_IsRefusedBeforeItsBytes_AndLeavesNothing()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        gateway.World.Tenants["acme"] = gateway.World.Tenants["acme"] with { Quotas = TenantQuotas.None with { StoredBytes = 100 } };
        using var call = gateway.Library.UploadVideo(GatewayFixture.As(gateway.AcmeKey));
        await call.RequestStream.WriteAsync(new V1.UploadVideoRequest { Header = new V1.UploadHeader { VideoId = "v", SizeBytes = 101 } });

        var refused = await Refusal.OfAsync(() => call.ResponseAsync);

        Assert.Equal(("QUOTA_EXCEEDED", "stored_bytes"), (refused.Info.Reason, refused.Info.Metadata["quota"]));
        Assert.Null(refused.Retry);
        Assert.Empty(gateway.World.Room);
        Assert.Empty(gateway.JournalFiles);
    }

    [Fact]
    public async Task Search_AfterAPause_IsLetThroughAgain()
    {
        await using var gateway = await StartAsync(queriesPerSecond: 1);
        await SearchAsync(gateway);

        gateway.Time.Advance(TimeSpan.FromSeconds(1));

        await SearchAsync(gateway);
    }

    [Fact]
    public async Task Search_QuotaThatIsRaised_TakesEffectWithinFiveSeconds()
    {
        await using var gateway = await StartAsync(queriesPerSecond: 0);
        await Refusal.OfAsync(() => SearchAsync(gateway));

        Allow(gateway, 1);
        gateway.Time.Advance(TimeSpan.FromSeconds(5));

        await SearchAsync(gateway);
    }

    private static async Task<GatewayFixture> StartAsync(double queriesPerSecond)
    {
        var gateway = await GatewayFixture.StartAsync();
        Allow(gateway, queriesPerSecond);
        return gateway;
    }

    private static void Allow(GatewayFixture gateway, double queriesPerSecond) =>
        gateway.World.Tenants["acme"] = gateway.World.Tenants["acme"] with { Quotas = new TenantQuotas(null, null, null, null, queriesPerSecond, null) };

    private static Task GetAsync(GatewayFixture gateway) =>
        gateway.Library.GetVideoAsync(new V1.GetVideoRequest { VideoId = "car" }, GatewayFixture.As(gateway.AcmeKey)).ResponseAsync;

    private static Task SearchAsync(GatewayFixture gateway) =>
        gateway.Search.SearchAsync(Request, GatewayFixture.As(gateway.AcmeKey)).ResponseAsync;
}
