namespace Triad.Cli.Tests.Webhooks;

public sealed class WebhookCommandTests : ToolTest
{
    [Fact]
    public async Task Webhook_FromItsCreationToItsEnd_IsShown()
    {
        var created = await RunAsync("webhook", "create", "https://example.com/hook", "--event", "video.ready", "--event", "video.failed", "--json");
        var paused = await RunAsync("webhook", "update", "hook-0", "--pause", "--url", "https://example.com/new", "--all-events", "--json");
        var rotated = await RunAsync("webhook", "rotate", "hook-0", "--overlap-hours", "2", "--json");
        var listed = await RunAsync("webhook", "list", "--json");
        var shown = await RunAsync("webhook", "show", "hook-0");
        var deleted = await RunAsync("webhook", "delete", "hook-0", "--json");

        Assert.StartsWith("whsec_", created.Json.GetProperty("secret").GetString(), StringComparison.Ordinal);
        Assert.Equal(["video.ready", "video.failed"], created.Json.GetProperty("webhook").GetProperty("event_types").EnumerateArray().Select(type => type.GetString()));
        Assert.Equal((true, "https://example.com/new"), (paused.Json.GetProperty("paused").GetBoolean(), paused.Json.GetProperty("url").GetString()));
        Assert.Empty(paused.Json.GetProperty("event_types").EnumerateArray());
        Assert.StartsWith("1970-01-01T02:00:00", rotated.Json.GetProperty("webhook").GetProperty("old_secret_expire_time").GetString(), StringComparison.Ordinal);
        Assert.Equal("hook-0", listed.Json.GetProperty("webhooks")[0].GetProperty("id").GetString());
        Assert.Contains("paused", shown.Output, StringComparison.Ordinal);
        Assert.Equal("hook-0", deleted.Json.GetProperty("deleted").GetString());
        Assert.Empty(Script.Webhooks);
    }

    [Fact]
    public async Task Delivery_ThatIsDead_IsListedAndSentAgain()
    {
        await RunAsync("webhook", "create", "https://example.com/hook");
        await RunAsync("webhook", "test", "hook-0");

        var dead = await RunAsync("webhook", "deliveries", "hook-0", "--state", "dead", "--json");
        var table = await RunAsync("webhook", "deliveries", "hook-0");
        var again = await RunAsync("webhook", "redeliver", "hook-0", "delivery-0", "--json");
        var none = await RunAsync("webhook", "deliveries", "hook-0", "--state", "dead", "--json");

        Assert.Equal("delivery-0", dead.Json.GetProperty("deliveries")[0].GetProperty("id").GetString());
        Assert.Contains("answered 500", table.Output, StringComparison.Ordinal);
        Assert.Equal("PENDING", again.Json.GetProperty("state").GetString(), ignoreCase: true);
        Assert.Empty(none.Json.GetProperty("deliveries").EnumerateArray());
    }

    [Theory]
    [InlineData("webhook", "update", "hook-0")]
    [InlineData("webhook", "update", "hook-0", "--pause", "--resume")]
    [InlineData("webhook", "update", "hook-0", "--all-events", "--event", "video.ready")]
    [InlineData("webhook", "rotate", "hook-0", "--overlap-hours", "721")]
    [InlineData("webhook", "deliveries", "hook-0", "--state", "lost")]
    public async Task Use_ThatIsWrong_IsSaid(params string[] arguments) => Assert.Equal(2, (await RunAsync(arguments)).ExitCode);

    [Fact]
    public async Task Webhook_ThatIsNot_IsSaid()
    {
        var run = await RunAsync("webhook", "show", "none");

        Assert.Equal(1, run.ExitCode);
    }
}
