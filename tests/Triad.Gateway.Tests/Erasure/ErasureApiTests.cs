using System.Net;
using System.Text.Json;
using Grpc.Core;
using Triad.Gateway.Tests.Doubles;
using Triad.Grains.Abstractions.Erasure;
using Triad.Grains.Abstractions.Keys;

namespace Triad.Gateway.Tests.Erasure;

public sealed class ErasureApiTests
{
    [Fact]
    public async Task DeleteTenant_ReportsUntilTheReceipt()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var receipt = GrainWorld.Receipt("acme", "op");
        gateway.World.Erasures["acme"] = new([Progress(1, 5, "closing", null), Progress(2, 50, "erasing", null), Progress(3, 100, "erased", receipt)]);

        using var call = gateway.Tenants.DeleteTenant(new V1.DeleteTenantRequest { TenantId = "acme" }, GatewayFixture.As(gateway.OperatorKey));
        var messages = new List<V1.DeleteTenantProgress>();
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
            messages.Add(call.ResponseStream.Current);

        Assert.Equal([5, 50, 100], messages.Select(message => message.ProgressPercent));
        Assert.Equal(("er_1", "acme", "a.b.c"), (messages[^1].Receipt.Id, messages[^1].Receipt.TenantId, messages[^1].Receipt.Jws));
        Assert.Equal((3, 0), (messages[^1].Receipt.Stores[0].Before, messages[^1].Receipt.Stores[0].After));
        Assert.Null(messages[0].Receipt);
    }

    [Fact]
    public async Task DeleteTenant_ThatIsNone_IsRefused()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        using var call = gateway.Tenants.DeleteTenant(new V1.DeleteTenantRequest { TenantId = "nobody" }, GatewayFixture.As(gateway.OperatorKey));

        var refused = await Refusal.OfAsync(() => call.ResponseStream.MoveNext(CancellationToken.None));

        Assert.Equal("TENANT_NOT_FOUND", refused.Info.Reason);
    }

    [Fact]
    public async Task GetReceipt_OfAVideo_IsReadByItsTenantAlone()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        gateway.World.AddVideo("acme", "car");
        var owner = GatewayFixture.As(gateway.World.AddKey("acme", [Scopes.Ingest]));
        gateway.World.AddTenant("other");
        var stranger = GatewayFixture.As(gateway.World.AddKey("other", [Scopes.Search]));
        await gateway.Library.DeleteVideoAsync(new V1.DeleteVideoRequest { VideoId = "car" }, owner);
        var receipts = new V1.ReceiptService.ReceiptServiceClient(gateway.Channel);

        var receipt = await receipts.GetReceiptAsync(new V1.GetReceiptRequest { VideoId = "car" }, owner);
        var foreign = await Refusal.OfAsync(async () => await receipts.GetReceiptAsync(new V1.GetReceiptRequest { VideoId = "car" }, stranger));
        var named = await Refusal.OfAsync(
            async () => await receipts.GetReceiptAsync(new V1.GetReceiptRequest { TenantId = "acme", VideoId = "car" }, stranger));

        Assert.Equal(("acme", "car"), (receipt.TenantId, receipt.VideoId));
        Assert.NotEmpty(receipt.RequestedBy);
        Assert.Equal(("RECEIPT_NOT_FOUND", "SCOPE_MISSING"), (foreign.Info.Reason, named.Info.Reason));
    }

    [Fact]
    public async Task GetReceipt_OfATenantThatIsStillBeingErased_SaysSo()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        gateway.World.Erasures["acme"] = new();
        var receipts = new V1.ReceiptService.ReceiptServiceClient(gateway.Channel);

        var refused = await Refusal.OfAsync(
            async () => await receipts.GetReceiptAsync(new V1.GetReceiptRequest { TenantId = "acme" }, GatewayFixture.As(gateway.OperatorKey)));

        Assert.Equal("RECEIPT_NOT_FOUND", refused.Info.Reason);
        Assert.Contains("still being erased", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ListReceipts_OfOperatorsAndTenants_ArePagesOfTheirOwn()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        foreach (var key in new[] { "gone-a", "gone-b", "acme/car", "acme/bus" })
            gateway.World.Receipts[key] = GrainWorld.Receipt(key, "op");
        var operators = GatewayFixture.As(gateway.OperatorKey);
        var tenant = GatewayFixture.As(gateway.World.AddKey("acme", [Scopes.Search]));
        var receipts = new V1.ReceiptService.ReceiptServiceClient(gateway.Channel);

        var first = await receipts.ListReceiptsAsync(new V1.ListReceiptsRequest { PageSize = 1 }, operators);
        var second = await receipts.ListReceiptsAsync(new V1.ListReceiptsRequest { PageSize = 1, PageToken = first.NextPageToken }, operators);
        var videos = await receipts.ListReceiptsAsync(new V1.ListReceiptsRequest(), tenant);
        var stolen = await Refusal.OfAsync(
            async () => await receipts.ListReceiptsAsync(new V1.ListReceiptsRequest { PageToken = first.NextPageToken }, tenant));

        Assert.Equal(("gone-a", "gone-b", ""), (first.Receipts[0].TenantId, second.Receipts[0].TenantId, second.NextPageToken));
        Assert.Equal(["bus", "car"], videos.Receipts.Select(entry => entry.VideoId));
        Assert.Equal("PAGE_TOKEN_INVALID", stolen.Info.Reason);
    }

    [Fact]
    public async Task PublicKeys_AreForEverybody()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        gateway.World.ReceiptKeys.Add(new ReceiptKey("old", "x1", "y1", default));
        gateway.World.ReceiptKeys.Add(new ReceiptKey("new", "x2", "y2", default));
        using var http = new HttpClient { DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };

        using var answer = await http.GetAsync(new Uri($"http://{gateway.Channel.Target}/.well-known/jwks.json"));
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());

        Assert.Equal("application/jwk-set+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(["old", "new"], document.RootElement.GetProperty("keys").EnumerateArray().Select(key => key.GetProperty("kid").GetString()));
        Assert.Equal("P-256", document.RootElement.GetProperty("keys")[0].GetProperty("crv").GetString());
    }

    private static ErasureProgress Progress(long version, double percent, string text, ErasureReceipt? receipt) =>
        new(version, percent, text, DateTimeOffset.UnixEpoch, receipt);
}
