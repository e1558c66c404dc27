namespace Triad.Cli.Tests.Videos;

public sealed class VideoCommandTests : ToolTest
{
    [Fact]
    public async Task Watch_Json_HoldsEventsAndTheVideo()
    {
        Store("clip");

        var run = await RunAsync("video", "watch", "clip", "--json");

        Assert.Equal(4, run.Json.GetProperty("events").GetArrayLength());
        Assert.Equal("READY", run.Json.GetProperty("video").GetProperty("state").GetString());
    }

    [Fact]
    public async Task Segments_Json_HasSpansInSeconds()
    {
        Store("clip");

        var run = await RunAsync("video", "segments", "clip", "--json");

        Assert.Equal(16, run.Json.GetProperty("segments")[2].GetProperty("span").GetProperty("start").GetDouble());
    }

    [Fact]
    public async Task Update_OfMetadata_TakesThePlaceOfAllOfThem()
    {
        Store("clip");

        await RunAsync("video", "update", "clip", "--metadata", "colour=red");
        var painted = await RunAsync("video", "update", "clip", "--metadata", "year:int=2026", "--json");
        var plain = await RunAsync("video", "update", "clip", "--no-metadata", "--json");

        Assert.Equal(["year"], painted.Json.GetProperty("metadata").EnumerateObject().Select(entry => entry.Name));
        Assert.DoesNotContain("2026", plain.Output, StringComparison.Ordinal);
        Assert.Empty(Script.Videos["clip"].Metadata);
    }

    [Fact]
    public async Task Delete_Twice_FailsUnlessMissingIsAllowed()
    {
        Store("clip");

        Assert.Equal(0, (await RunAsync("video", "delete", "clip")).ExitCode);
        Assert.Equal(1, (await RunAsync("video", "delete", "clip")).ExitCode);
        Assert.Equal(0, (await RunAsync("video", "delete", "clip", "--allow-missing")).ExitCode);
    }
}
