namespace Triad.Cli.Tests.Videos;

public sealed class VideoListTests : ToolTest
{
    [Fact]
    public async Task List_AsTable_HasARowForEach()
    {
        Store("one", "two", "three");

        var run = await RunAsync("video", "list");

        Assert.Equal(0, run.ExitCode);
        Assert.All(new[] { "one", "two", "three" }, id => Assert.Contains(id, run.Output, StringComparison.Ordinal));
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task List_OfMoreThanTheLimit_SaysSoAndGoesOnWithTheToken()
    {
        Store("a", "b", "c", "d", "e");

        var first = await RunAsync("video", "list", "--limit", "2");
        var json = await RunAsync("video", "list", "--limit", "2", "--json");
        var next = await RunAsync("video", "list", "--page", json.Json.GetProperty("next_page_token").GetString()!, "--json");

        Assert.Contains("There are more than these 2: --all, or --page 2", first.Error, StringComparison.Ordinal);
        Assert.Equal(["c", "d", "e"], next.Json.GetProperty("videos").EnumerateArray().Select(video => video.GetProperty("id").GetString()));
        Assert.False(next.Json.TryGetProperty("next_page_token", out _));
    }

    [Theory]
    [InlineData("video list", "videos")]
    [InlineData("video segments clip", "segments")]
    [InlineData("tenant list", "tenants")]
    [InlineData("key list acme", "api_keys")]
    public async Task EveryList_OfMoreThanTheLimit_SaysSo(string line, string name)
    {
        Store("clip", "another");
        foreach (var id in (string[])["acme", "bcme"])
            Script.Tenants[id] = new V1.Tenant { Id = id };
        foreach (var id in (string[])["k1", "k2"])
            Script.Keys[id] = new V1.ApiKey { Id = id, TenantId = "acme" };
        Script.PageSize = 1;

        var some = await RunAsync([.. line.Split(' '), "--limit", "1", "--json"]);
        var all = await RunAsync([.. line.Split(' '), "--all", "--json"]);
        var table = await RunAsync([.. line.Split(' '), "--limit", "1"]);

        Assert.Equal(1, some.Json.GetProperty(name).GetArrayLength());
        Assert.NotEmpty(some.Json.GetProperty("next_page_token").GetString()!);
        Assert.InRange(all.Json.GetProperty(name).GetArrayLength(), 2, 3);
        Assert.False(all.Json.TryGetProperty("next_page_token", out _));
        Assert.Contains("There are more than these 1", table.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_AllAsTable_HasOneHead()
    {
        Store([.. Enumerable.Range(0, 7).Select(index => $"clip-{index}")]);

        var run = await RunAsync("video", "list", "--all");

        Assert.Equal(8, run.Output.TrimEnd().Split('\n').Length);
    }

    [Fact]
    public async Task List_AllThatBreaksOff_IsOneDocumentWithTheReason()
    {
        Store("a", "b", "c");
        Script.FailNext("ListVideos", null, Triad.Testing.Platform.Refusal.Of(Grpc.Core.StatusCode.InvalidArgument, "PAGE_TOKEN_INVALID", "The token is too old."));

        var run = await RunAsync("video", "list", "--all", "--json");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(2, run.Json.GetProperty("videos").GetArrayLength());
        Assert.Equal("PAGE_TOKEN_INVALID", run.Json.GetProperty("error").GetProperty("reason").GetString());
    }

    [Theory]
    [InlineData("--limit 0")]
    [InlineData("--limit 5 --all")]
    public async Task List_OptionsThatCannotBe_AreWrongUse(string line)
    {
        var run = await RunAsync(["video", "list", .. line.Split(' ')]);

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(Script.Calls);
    }

    [Fact]
    public async Task List_NamesThatSteerATerminal_AreEscapedInTablesAndInJson()
    {
        Script.Videos["clip"] = new V1.Video { Id = "clip", Name = "\u001b]0;owned\u0007\u009b31m\nnext" };

        var table = await RunAsync("video", "list");
        var get = await RunAsync("video", "get", "clip");
        var json = await RunAsync("video", "list", "--json");

        Assert.Contains(@"\u001b]0;owned\u0007\u009b31m\nnext", table.Output, StringComparison.Ordinal);
        Assert.All(new[] { table, get, json }, run => Assert.DoesNotContain(run.Output, letter => char.IsControl(letter) && letter != '\n'));
        Assert.Equal("\u001b]0;owned\u0007\u009b31m\nnext", json.Json.GetProperty("videos")[0].GetProperty("name").GetString());
    }
}
