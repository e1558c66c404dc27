namespace Triad.Cli.Tests.Searching;

public sealed class SearchCommandTests : ToolTest
{
    [Fact]
    public async Task Search_EveryKindOfPart_ReachesThePlatform()
    {
        await File.WriteAllTextAsync(Path.Combine(Folder.FullName, "v.json"), """{"values": [0.6, 0.8], "space": "s@1"}""");

        var run = await RunAsync(
            "search", "a kettle", "--weight", "2", "--not", "steam", "--weight", "0.5", "--audio", MakeFile("a.wav") + "^0.25", "--image", MakeFile("i.png"),
            "--video", MakeFile("v.mp4"), "--stored", "clip/3^-1", "--vector", "v.json", "--compose", "late", "--json");

        Assert.Equal(0, run.ExitCode);
        var query = Script.Searches.Single().Query;
        Assert.Equal([2, -0.5, 0.25, 1, 1, -1, 1], query.Parts.Select(part => part.Weight));
        Assert.Equal(["Text", "Text", "Audio", "Image", "Video", "Stored", "Vector"], query.Parts.Select(part => part.ContentCase.ToString()));
        Assert.Equal(3, query.Parts[5].Stored.SegmentIndex);
        Assert.Equal(V1.Compose.Late, query.Compose);
    }

    [Fact]
    public async Task Search_FilterAndTargets_ReachThePlatform()
    {
        await RunAsync(
            "search", "a kettle", "--target", "v", "--target", "va", "--group", "segment", "--limit", "5", "--where", "live:bool=true",
            "--where-not", "who=Ada", "--in", "a", "--in", "b", "--has", "va", "--lacks", "t", "--longer", "2", "--exclude-stored", "--wait-for", "mark");

        var options = Script.Searches.Single().Options;
        Assert.Equal(["v", "va"], options.Representations);
        Assert.Equal(V1.GroupBy.Segment, options.GroupBy);
        Assert.Equal((5, true, "mark"), (options.Limit, options.ExcludeStoredParts, options.WaitFor));
        Assert.Equal(4, options.Filter.Must.Count);
        Assert.True(options.Filter.Must[0].Metadata.Equals_.BoolValue);
        Assert.Equal("Ada", options.Filter.MustNot.Single().Metadata.Equals_.StringValue);
    }

    [Theory]
    [InlineData("e=mc^2")]
    [InlineData("a red ball^0.5")]
    public async Task Search_TextThatEndsInACaretAndANumber_StaysAsItIsAndIsToldAbout(string text)
    {
        var run = await RunAsync("search", text);

        var part = Script.Searches.Single().Query.Parts.Single();
        Assert.Equal((text, 1), (part.Text, part.Weight));
        Assert.Contains("--weight", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_WeightsAndParts_KeepTheOrderOfTheCommandLine()
    {
        await RunAsync("search", "--stored", "clip", "--weight=-1.5", "a kettle", "--text", "a stove", "--weight", "3", "--json");

        var parts = Script.Searches.Single().Query.Parts;
        Assert.Equal(["Stored", "Text", "Text"], parts.Select(part => part.ContentCase.ToString()));
        Assert.Equal([-1.5, 1, 3], parts.Select(part => part.Weight));
        Assert.Equal(["a kettle", "a stove"], parts.Skip(1).Select(part => part.Text));
    }

    [Theory]
    [InlineData("--weight 2 ball")]
    [InlineData("ball --weight 2 --weight 3")]
    [InlineData("ball --weight 0")]
    [InlineData("ball --weight NaN")]
    public async Task Search_WeightOfNoPart_IsWrongUse(string line)
    {
        var run = await RunAsync(["search", .. line.Split(' ')]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--weight", run.Error, StringComparison.Ordinal);
        Assert.Empty(Script.Searches);
    }

    [Theory]
    [InlineData("video", V1.Level.Video)]
    [InlineData("segment", V1.Level.Segment)]
    public async Task Search_Level_ReachesThePlatform(string level, V1.Level expected)
    {
        await RunAsync("search", "a kettle", "--level", level);

        Assert.Equal(expected, Script.Searches.Single().Options.Level);
    }

    [Fact]
    public async Task Search_LevelThatIsNone_IsWrongUse()
    {
        var run = await RunAsync("search", "a kettle", "--level", "scene");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("scene", run.Error, StringComparison.Ordinal);
        Assert.Empty(Script.Searches);
    }

    [Fact]
    public async Task Search_Json_HoldsHitsAndTheNextPage()
    {
        Store("a", "b", "c");

        var first = await RunAsync("search", "ball", "--json");
        var second = await RunAsync("search", "ball", "--json", "--page", first.Json.GetProperty("next_page_token").GetString()!);

        Assert.Equal("a", first.Json.GetProperty("hits")[0].GetProperty("video_id").GetString());
        Assert.Equal("c", second.Json.GetProperty("hits")[0].GetProperty("video_id").GetString());
    }

    [Fact]
    public async Task Search_ForPeople_ShowsATableAndRemarksBesideIt()
    {
        Store("a");
        Script.Videos["a"].Name = "a\u001b[2J.mp4";

        var run = await RunAsync("search", "ball");

        Assert.Contains("0:08.0-0:16.0", run.Output, StringComparison.Ordinal);
        Assert.Contains(@"a\u001b[2J.mp4", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("There are more", run.Error, StringComparison.Ordinal);
        Assert.Contains("The model has not learnt: bonky.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Embed_Json_IsWhatSearchTakesAsVector()
    {
        var embedded = await RunAsync("embed", "ball", "--json");
        await File.WriteAllTextAsync(Path.Combine(Folder.FullName, "ball.json"), embedded.Output);

        var run = await RunAsync("search", "--vector", "ball.json", "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal([0.6f, 0.8f], Script.Searches.Single().Query.Parts.Single().Vector.Values);
    }
}
