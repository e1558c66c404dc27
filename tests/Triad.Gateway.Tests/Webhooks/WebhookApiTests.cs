using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Triad.Grains.Abstractions.Keys;
using Triad.Grains.Abstractions.Webhooks;

namespace Triad.Gateway.Tests.Webhooks;

public sealed class WebhookApiTests
{
    private const string Url = "https://example.com/hook";

    [Fact]
    public async Task Webhook_ByTheTenantsAdministrator_IsMadeChangedAndRemoved()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var me = Administrator(gateway);

        var created = await gateway.Webhooks.CreateWebhookAsync(new V1.CreateWebhookRequest { Url = Url, EventTypes = { "video.ready" } }, me);
        var updated = await gateway.Webhooks.UpdateWebhookAsync(
            new V1.UpdateWebhookRequest { Webhook = new V1.Webhook { Id = created.Webhook.Id, Paused = true }, UpdateMask = new FieldMask { Paths = { "paused" } } }, me);
        var rotated = await gateway.Webhooks.RotateWebhookSecretAsync(new V1.RotateWebhookSecretRequest { WebhookId = created.Webhook.Id }, me);
        var shown = await gateway.Webhooks.GetWebhookAsync(new V1.GetWebhookRequest { WebhookId = created.Webhook.Id }, me);
        await gateway.Webhooks.DeleteWebhookAsync(new V1.DeleteWebhookRequest { WebhookId = created.Webhook.Id }, me);

        Assert.StartsWith("whsec_", created.Secret, StringComparison.Ordinal);
        Assert.Equal(("acme", Url, "video.ready", false), (created.Webhook.TenantId, created.Webhook.Url, created.Webhook.EventTypes.Single(), created.Webhook.Paused));
        Assert.Equal((Url, true), (updated.Url, updated.Paused));
        Assert.Equal(gateway.Time.GetUtcNow().AddDays(1), rotated.Webhook.OldSecretExpireTime.ToDateTimeOffset());
        Assert.Equal((Url, true), (shown.Url, shown.Paused));
        Assert.Empty((await gateway.Webhooks.ListWebhooksAsync(new V1.ListWebhooksRequest(), me)).Webhooks);
    }

    [Fact]
    public async Task Webhook_OfAnotherTenant_IsAnsweredAsOneThatIsNot()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var id = (await gateway.Webhooks.CreateWebhookAsync(new V1.CreateWebhookRequest { Url = Url }, Administrator(gateway))).Webhook.Id;
        var rival = GatewayFixture.As(gateway.World.AddKey("rival", Scopes.TenantAdmin));

        var foreign = await Refusal.OfAsync(async () => await gateway.Webhooks.GetWebhookAsync(new V1.GetWebhookRequest { WebhookId = id }, rival));
        var missing = await Refusal.OfAsync(async () => await gateway.Webhooks.GetWebhookAsync(new V1.GetWebhookRequest { WebhookId = "hook-9" }, rival));

        Assert.Equal(("WEBHOOK_NOT_FOUND", StatusCode.NotFound), (foreign.Info.Reason, foreign.Code));
        Assert.Equal((missing.Info.Reason, missing.Code), (foreign.Info.Reason, foreign.Code));
    }

    [Fact]
    public async Task Lists_OverPages_AreWhole()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var me = Administrator(gateway);
        for (var i = 0; i < 3; i++)
            await gateway.Webhooks.CreateWebhookAsync(new V1.CreateWebhookRequest { Url = Url }, me);
        for (var i = 0; i < 3; i++)
        {
            var at = gateway.Time.GetUtcNow().AddSeconds(-i);
            gateway.World.Deliveries.Add(new WebhookDelivery(Guid.NewGuid(), "hook-1", "video.ready", at, WebhookDeliveryState.Dead, 8, 500, "answered 500", at, null));
        }

        var hooks = await gateway.Webhooks.ListWebhooksAsync(new V1.ListWebhooksRequest { PageSize = 2 }, me);
        var rest = await gateway.Webhooks.ListWebhooksAsync(new V1.ListWebhooksRequest { PageSize = 2, PageToken = hooks.NextPageToken }, me);
        var request = new V1.ListWebhookDeliveriesRequest { WebhookId = "hook-1", State = V1.WebhookDeliveryState.Dead, PageSize = 2 };
        var dead = await gateway.Webhooks.ListWebhookDeliveriesAsync(request, me);
        request.PageToken = dead.NextPageToken;
        var last = await gateway.Webhooks.ListWebhookDeliveriesAsync(request, me);

        Assert.Equal(["hook-0", "hook-1", "hook-2"], hooks.Webhooks.Concat(rest.Webhooks).Select(webhook => webhook.Id));
        Assert.Equal(gateway.World.Deliveries.Select(delivery => delivery.Id.ToString()), dead.Deliveries.Concat(last.Deliveries).Select(delivery => delivery.Id));
        Assert.Equal((8, 500, "answered 500", V1.WebhookDeliveryState.Dead), (dead.Deliveries[0].Attempts, dead.Deliveries[0].LastStatus, dead.Deliveries[0].LastProblem, dead.Deliveries[0].State));
        Assert.Empty(last.NextPageToken);
    }

    [Fact]
    public async Task Request_ThatCannotBe_NamesTheField()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var me = Administrator(gateway);
        var id = (await gateway.Webhooks.CreateWebhookAsync(new V1.CreateWebhookRequest { Url = Url }, me)).Webhook.Id;
        Task<Refusal> UpdateAsync(params string[] paths) => Refusal.OfAsync(async () => await gateway.Webhooks.UpdateWebhookAsync(
            new V1.UpdateWebhookRequest { Webhook = new V1.Webhook { Id = id }, UpdateMask = new FieldMask { Paths = { paths } } }, me));

        Assert.Equal("url", (await Refusal.OfAsync(async () => await gateway.Webhooks.CreateWebhookAsync(new V1.CreateWebhookRequest(), me))).Field);
        Assert.Equal("url", (await Refusal.OfAsync(async () => await gateway.Webhooks.CreateWebhookAsync(new V1.CreateWebhookRequest { Url = new string('u', 1001) }, me))).Field);
        Assert.Equal("update_mask", (await UpdateAsync()).Field);
        Assert.Equal("update_mask", (await UpdateAsync("secret")).Field);
        Assert.Equal("webhook.url", (await UpdateAsync("url")).Field);
        Assert.Equal("webhook_id", (await Refusal.OfAsync(async () => await gateway.Webhooks.TestWebhookAsync(new V1.TestWebhookRequest(), me))).Field);
        Assert.Equal("overlap.seconds", (await Refusal.OfAsync(async () => await gateway.Webhooks.RotateWebhookSecretAsync(
            new V1.RotateWebhookSecretRequest { WebhookId = id, Overlap = Duration.FromTimeSpan(TimeSpan.FromDays(31)) }, me))).Field);
        Assert.Equal("state", (await Refusal.OfAsync(async () => await gateway.Webhooks.ListWebhookDeliveriesAsync(
            new V1.ListWebhookDeliveriesRequest { WebhookId = id, State = (V1.WebhookDeliveryState)77 }, me))).Field);
        foreach (var delivery in new[] { "none", Guid.NewGuid().ToString("d") })
            Assert.Equal("DELIVERY_NOT_FOUND", (await Refusal.OfAsync(async () => await gateway.Webhooks.RedeliverWebhookAsync(
                new V1.RedeliverWebhookRequest { WebhookId = id, DeliveryId = delivery }, me))).Info.Reason);
    }

    [Fact]
    public async Task Key_WithoutTheScope_IsRefused_AndAnAuditorsReads()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var auditor = GatewayFixture.As(gateway.World.AddKey("acme", Scopes.Auditor));

        Assert.Equal(StatusCode.PermissionDenied, (await Refusal.OfAsync(async () =>
            await gateway.Webhooks.CreateWebhookAsync(new V1.CreateWebhookRequest { Url = Url }, GatewayFixture.As(gateway.AcmeKey)))).Code);
        Assert.Equal(StatusCode.PermissionDenied, (await Refusal.OfAsync(async () =>
            await gateway.Webhooks.CreateWebhookAsync(new V1.CreateWebhookRequest { Url = Url }, auditor))).Code);
        Assert.Empty((await gateway.Webhooks.ListWebhooksAsync(new V1.ListWebhooksRequest(), auditor)).Webhooks);
    }

    [Fact]
    public async Task Test_OfAPausedWebhook_IsRefused()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var me = Administrator(gateway);
        var id = (await gateway.Webhooks.CreateWebhookAsync(new V1.CreateWebhookRequest { Url = Url }, me)).Webhook.Id;
        Assert.Equal("ping", (await gateway.Webhooks.TestWebhookAsync(new V1.TestWebhookRequest { WebhookId = id }, me)).EventType);
        gateway.World.Webhooks[("acme", id)] = gateway.World.Webhooks[("acme", id)] with { Paused = true };

        var refused = await Refusal.OfAsync(async () => await gateway.Webhooks.TestWebhookAsync(new V1.TestWebhookRequest { WebhookId = id }, me));

        Assert.Equal(("WEBHOOK_PAUSED", StatusCode.FailedPrecondition), (refused.Info.Reason, refused.Code));
    }

    [Fact]
    public async Task Calls_AreInTheAuditLog_WithTheirWebhook()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var me = Administrator(gateway);

        var id = (await gateway.Webhooks.CreateWebhookAsync(new V1.CreateWebhookRequest { Url = Url }, me)).Webhook.Id;
        await gateway.Webhooks.UpdateWebhookAsync(
            new V1.UpdateWebhookRequest { Webhook = new V1.Webhook { Id = id, Paused = true }, UpdateMask = new FieldMask { Paths = { "paused" } } }, me);
        await gateway.Webhooks.DeleteWebhookAsync(new V1.DeleteWebhookRequest { WebhookId = id }, me);

        Assert.Equal(
            [("WebhookService.CreateWebhook", "acme", id), ("WebhookService.UpdateWebhook", "acme", id), ("WebhookService.DeleteWebhook", "acme", id)],
            gateway.AuditStore.Events.Select(each => (each.Call, each.Tenant, each.Subject)));
    }

    private static Metadata Administrator(GatewayFixture gateway) => GatewayFixture.As(gateway.World.AddKey("acme", Scopes.TenantAdmin));
}
