using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Triad.Client;
using Triad.Testing.Time;

namespace Triad.EndToEnd.Tests.Webhooks;

/// <summary>The whole way: a real server, a tenant's administrator, and a receiver as the page of webhooks has it.</summary>
public sealed class WebhookTests
{
    private static readonly string[] ReachesThisMachine =
        ["--set", "Triad:Fetch:AllowHttp=true", "--set", "Triad:Fetch:AllowedNetworks:0=127.0.0.0/8", "--set", "Triad:Fetch:Ports:0=1-65535"];

    [Fact]
    public async Task Upload_IsTold_AndTheReceiverKnowsThatItIsTrue()
    {
        var messages = Channel.CreateUnbounded<(string? Id, string? Timestamp, string? Signature, byte[] Body)>();
        await using var receiver = await ReceiveAsync(messages.Writer);
        await using var server = await ServerProcess.StartAsync(ReachesThisMachine);
        using var client = server.Connect(await MakeTenantAsync(server), null);
        var made = await client.Webhooks.CreateAsync($"{receiver.Urls.Single()}/hook", [WebhookEventTypes.VideoReady]);

        await client.Library.UploadAndWaitAsync(Path.Combine(Checkout.Samples, "sample-00.mp4"), new UploadOptions { VideoId = "ring" });
        var ready = await messages.Reader.ReadAsync().AsTask().WithinAsync("the video to be told of");
        var rotated = await client.Webhooks.RotateSecretAsync(made.Webhook.Id);
        await client.Webhooks.TestAsync(made.Webhook.Id);
        var ping = await messages.Reader.ReadAsync().AsTask().WithinAsync("the ping");

        Assert.Equal(WebhookVerdict.Valid, Verify(made.Secret, ready));
        Assert.Equal((WebhookVerdict.Valid, WebhookVerdict.Valid), (Verify(made.Secret, ping), Verify(rotated.Secret, ping)));
        Assert.Equal(WebhookVerdict.WrongSignature, Verify(rotated.Secret, ready));
        Assert.Contains("\"video_id\":\"ring\"", System.Text.Encoding.UTF8.GetString(ready.Body), StringComparison.Ordinal);
        Assert.Contains("\"type\":\"ping\"", System.Text.Encoding.UTF8.GetString(ping.Body), StringComparison.Ordinal);
        var refused = await Assert.ThrowsAsync<TriadException>(() => client.Webhooks.CreateAsync("https://10.0.0.1/"));
        Assert.Equal(("FIELD_INVALID", "url"), (refused.Reason, refused.Field));
        await client.Webhooks.DeleteAsync(made.Webhook.Id);
        Assert.Equal("WEBHOOK_NOT_FOUND", (await Assert.ThrowsAsync<TriadException>(() => client.Webhooks.GetAsync(made.Webhook.Id))).Reason);
    }

    [Fact]
    public async Task Server_KilledBeforeItsEventWasTaken_SendsItAfterItsStart()
    {
        var messages = Channel.CreateUnbounded<(string? Id, string? Timestamp, string? Signature, byte[] Body)>();
        var takes = false;
        await using var receiver = await ReceiveAsync(messages.Writer, () => Volatile.Read(ref takes));
        await using var server = await ServerProcess.StartAsync(ReachesThisMachine);
        var key = await MakeTenantAsync(server);
        CreatedWebhook made;
        using (var client = server.Connect(key, null))
        {
            made = await client.Webhooks.CreateAsync($"{receiver.Urls.Single()}/hook", [WebhookEventTypes.VideoReady]);
            await client.Library.UploadAndWaitAsync(Path.Combine(Checkout.Samples, "sample-00.mp4"), new UploadOptions { VideoId = "ring" });
        }

        var first = await messages.Reader.ReadAsync().AsTask().WithinAsync("the first attempt");
        await server.KillAsync();
        Volatile.Write(ref takes, true);
        await server.RestartAsync(ReachesThisMachine);
        using var again = server.Connect(key, null);
        await again.Webhooks.GetAsync(made.Webhook.Id);
        var second = await messages.Reader.ReadAsync().AsTask().WithinAsync("the attempt after the start");

        Assert.Equal((first.Id, WebhookVerdict.Valid), (second.Id, Verify(made.Secret, second)));
        Assert.Equal(first.Body, second.Body);
    }

    [Fact]
    public async Task Address_OfThisMachine_IsRefusedAsTheServerComes()
    {
        await using var server = await ServerProcess.StartAsync();
        using var @operator = server.Operator();
        await @operator.Tenants.CreateAsync("acme");

        foreach (var url in new[] { "http://127.0.0.1:7443/", "https://127.0.0.1/", "https://localhost/", "https://[::1]/", "https://169.254.169.254/latest/meta-data" })
        {
            var refused = await Assert.ThrowsAsync<TriadException>(() => @operator.Webhooks.CreateAsync(url, tenantId: "acme"));
            Assert.Equal(("FIELD_INVALID", "url"), (refused.Reason, refused.Field));
        }
    }

    private static async Task<string> MakeTenantAsync(ServerProcess server)
    {
        using var @operator = server.Operator();
        await @operator.Tenants.CreateAsync("acme");
        return (await @operator.Tenants.CreateKeyAsync("acme", [KeyScope.TenantAdmin, KeyScope.Ingest, KeyScope.Search])).Key;
    }

    private static WebhookVerdict Verify(string secret, (string? Id, string? Timestamp, string? Signature, byte[] Body) message) =>
        WebhookSignature.Verify(secret, message.Id, message.Timestamp, message.Signature, message.Body);

    private static async Task<WebApplication> ReceiveAsync(
        ChannelWriter<(string? Id, string? Timestamp, string? Signature, byte[] Body)> messages, Func<bool>? takes = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost("/hook", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            await messages.WriteAsync((
                request.Headers[WebhookSignature.IdHeader], request.Headers[WebhookSignature.TimestampHeader], request.Headers[WebhookSignature.SignatureHeader], body.ToArray()));
            return takes?.Invoke() ?? true ? Results.Ok() : Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        });
        await app.StartAsync();
        return app;
    }
}
