using System.Text.Json;

namespace Triad.Cli.Tests.Videos;

public sealed class VideoCommandTests : ToolTest
{
    [Fact]
    public async Task Upload_WithWait_IsReady()
    {
        var file = MakeFile("clip.mp4");
        await File.WriteAllTextAsync(Path.ChangeExtension(file, ".srt"), "1\n00:00:00,000 --> 00:00:01,000\nhello\n");

        var run = await RunAsync("video", "upload", file, "--id", "clip", "--metadata", "year=1843", "--metadata", "who=\"12\"", "--wait", "--json");

        var video = run.Json.GetProperty("results")[0].GetProperty("video");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal("READY", video.GetProperty("state").GetString());
        Assert.Equal("va", video.GetProperty("modalities").GetString());
        Assert.Equal(1843, video.GetProperty("metadata").GetProperty("year").GetDouble());
        Assert.Equal(JsonValueKind.String, video.GetProperty("metadata").GetProperty("who").ValueKind);
        Assert.Equal(24, video.GetProperty("duration").GetDouble());
        Assert.Single(Script.Uploads.Single().Captions);
    }

    [Fact]
    public async Task Upload_OneOfThreeRefused_FailsAndKeepsTheOthers()
    {
        var run = await RunAsync("video", "upload", MakeFile("a.mp4"), MakeFile("refused.mp4"), MakeFile("b.mp4"), "--json");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(["a.mp4", "b.mp4"], Script.Videos.Keys.Order());
        Assert.Equal("LIMIT_EXCEEDED", run.Json.GetProperty("results")[1].GetProperty("error").GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Upload_IngestFails_IsOneAndNamesTheFile()
    {
        Script.Outcome = V1.VideoState.Failed;

        var run = await RunAsync("video", "upload", MakeFile("clip.mp4"), "--wait");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("clip.mp4: No frame could be decoded", run.Error, StringComparison.Ordinal);
        Assert.Contains("[MEDIA_CORRUPT]", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_IdForTwoFiles_IsWrongUse()
    {
        var run = await RunAsync("video", "upload", MakeFile("a.mp4"), MakeFile("b.mp4"), "--id", "both");

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(Script.Uploads);
    }

    [Theory]
    [InlineData("average", V1.LongInput.Average)]
    [InlineData("whole", V1.LongInput.Whole)]
    [InlineData("uniform", V1.LongInput.Uniform)]
    [InlineData("max_pool", V1.LongInput.MaxPool)]
    public async Task Upload_LongInput_ReachesThePlatform(string strategy, V1.LongInput expected)
    {
        await RunAsync("video", "upload", MakeFile("a.mp4"), "--long-input", strategy);

        Assert.Equal(expected, Script.Uploads.Single().LongInput);
    }

    [Fact]
    public async Task Upload_LongInputThatIsNone_IsWrongUseAndNamesThoseThatAre()
    {
        var run = await RunAsync("video", "upload", MakeFile("a.mp4"), "--long-input", "shorten");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("max_pool", run.Error, StringComparison.Ordinal);
        Assert.Empty(Script.Uploads);
    }

    [Fact]
    public async Task List_AsTable_HasARowForEach()
    {
        Store("one", "two", "three");

        var run = await RunAsync("video", "list");

        Assert.Equal(0, run.ExitCode);
        Assert.All(new[] { "one", "two", "three" }, id => Assert.Contains(id, run.Output, StringComparison.Ordinal));
    }

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
    public async Task Delete_Twice_FailsUnlessMissingIsAllowed()
    {
        Store("clip");

        Assert.Equal(0, (await RunAsync("video", "delete", "clip")).ExitCode);
        Assert.Equal(1, (await RunAsync("video", "delete", "clip")).ExitCode);
        Assert.Equal(0, (await RunAsync("video", "delete", "clip", "--allow-missing")).ExitCode);
    }
}
