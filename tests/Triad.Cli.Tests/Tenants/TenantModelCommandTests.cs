namespace Triad.Cli.Tests.Tenants;

public sealed class TenantModelCommandTests : ToolTest
{
    [Fact]
    public async Task Set_WithoutShadow_SaysWhyItIsNeeded()
    {
        var run = await RunAsync("tenant", "model", "set", "clip", "--tenant", "acme");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--shadow", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, Script.CountOf("SetModel"));
    }

    [Fact]
    public async Task Set_WithoutATenant_IsWrongUse()
    {
        var run = await RunAsync("tenant", "model", "set", "clip", "--shadow");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--tenant", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Change_FromBeginToEnd_IsShownInWordsAndJson()
    {
        Store("car", "bus");

        var set = await RunAsync("tenant", "model", "set", "clip", "--shadow", "--tenant", "acme", "--json");
        var status = await RunAsync("tenant", "model", "status", "--tenant", "acme");
        var refused = await RunAsync("tenant", "model", "cutover", "--tenant", "acme");
        var forced = await RunAsync("tenant", "model", "cutover", "--force", "--tenant", "acme", "--json");
        var back = await RunAsync("tenant", "model", "rollback", "--tenant", "acme", "--json");
        var ended = await RunAsync("tenant", "model", "cancel", "--tenant", "acme", "--json");

        Assert.Equal(("SHADOW", 2), (set.Json.GetProperty("state").GetString(), set.Json.GetProperty("videos_waiting").GetInt32()));
        Assert.Contains("clip is made beside triad-mini", status.Output, StringComparison.Ordinal);
        Assert.Contains("1 of 2 (50 %)", status.Output, StringComparison.Ordinal);
        Assert.Equal(1, refused.ExitCode);
        Assert.Equal(("CUT_OVER", "clip"), (forced.Json.GetProperty("state").GetString(), forced.Json.GetProperty("live_package").GetString()));
        Assert.Equal("triad-mini", back.Json.GetProperty("live_package").GetString());
        Assert.Equal("NONE", ended.Json.GetProperty("state").GetString());
    }

    [Fact]
    public async Task Compare_QueriesWithWhatIsRight_TellsAgreementAndFiguresOfBoth()
    {
        Store("a", "b", "c");
        Script.PageSize = 10;
        var file = Path.Combine(Folder.FullName, "queries.jsonl");
        await File.WriteAllLinesAsync(file, ["""{"text": "first", "video": "a"}""", """{"text": "second", "video": "b"}""", "plain", "xyzzy"]);
        await RunAsync("tenant", "model", "set", "clip", "--shadow", "--tenant", "acme");

        var run = await RunAsync("tenant", "model", "compare", "--queries", file, "--at", "2", "--tenant", "acme", "--json");

        Assert.Equal(0.5, run.Json.GetProperty("mean_overlap").GetDouble(), 6);
        Assert.Equal((0.0, 1, 2), (
            run.Json.GetProperty("same_first").GetDouble(), run.Json.GetProperty("unanswered").GetInt32(), run.Json.GetProperty("judged").GetInt32()));
        Assert.Equal((50.0, 100.0), (run.Json.GetProperty("live").GetProperty("r1").GetDouble(), run.Json.GetProperty("live").GetProperty("r5").GetDouble()));
        Assert.Equal(0.0, run.Json.GetProperty("other").GetProperty("r1").GetDouble());
    }

    [Fact]
    public async Task Compare_WithoutQueries_AsksWithTheLibrarysVideos()
    {
        Store("a", "b", "c");
        foreach (var video in Script.Videos.Values)
            video.State = V1.VideoState.Ready;
        await RunAsync("tenant", "model", "set", "clip", "--shadow", "--tenant", "acme");

        var run = await RunAsync("tenant", "model", "compare", "--sample", "2", "--tenant", "acme");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(4, Script.Searches.Count);
        Assert.Equal(2, Script.Searches.Count(search => search.Options.OtherModel));
        Assert.Contains("agreement", run.Output, StringComparison.Ordinal);
    }
}
