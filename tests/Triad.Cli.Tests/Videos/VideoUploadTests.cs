using System.Diagnostics;
using System.Net.Sockets;

namespace Triad.Cli.Tests.Videos;

public sealed class VideoUploadTests : ToolTest
{
    [Fact]
    public async Task Upload_WithWait_IsReady()
    {
        var file = MakeFile("clip.mp4");
        await File.WriteAllTextAsync(Path.ChangeExtension(file, ".srt"), "1\n00:00:00,000 --> 00:00:01,000\nhello\n");

        var run = await RunAsync("video", "upload", file, "--id", "clip", "--metadata", "year:int=1843", "--metadata", "zip=01234", "--wait", "--json");

        var video = run.Json.GetProperty("results")[0].GetProperty("video");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal("READY", video.GetProperty("state").GetString());
        Assert.Equal("va", video.GetProperty("modalities").GetString());
        Assert.Equal(1843, video.GetProperty("metadata").GetProperty("year").GetDouble());
        Assert.Equal("01234", video.GetProperty("metadata").GetProperty("zip").GetString());
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
    public async Task Upload_IngestFails_ShowsFailedAndNotWhatItWasBefore()
    {
        Script.Outcome = V1.VideoState.Failed;
        var file = MakeFile("clip.mp4");

        var table = await RunAsync("video", "upload", file, "--wait");
        var json = await RunAsync("video", "upload", file, "--wait", "--json");

        Assert.Contains("Failed: MEDIA_CORRUPT", table.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Queued", table.Output, StringComparison.Ordinal);
        Assert.Equal("FAILED", json.Json.GetProperty("results")[0].GetProperty("video").GetProperty("state").GetString());
    }

    [Fact]
    public async Task Upload_RefusedFile_HasARowOfItsOwn()
    {
        var run = await RunAsync("video", "upload", MakeFile("a.mp4"), MakeFile("refused.mp4"));

        Assert.Contains("Refused: LIMIT_EXCEEDED", run.Output, StringComparison.Ordinal);
        Assert.Contains("1 of 2 files are in.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_VideoWithItsCaptions_IsOneVideo()
    {
        var captions = MakeFile("clip.srt");

        var run = await RunAsync("video", "upload", MakeFile("clip.mkv"), captions, "--id", "clip", "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("clip.mkv", Script.Uploads.Single().Name);
        Assert.Single(Script.Uploads.Single().Captions);
        Assert.Equal(0, run.Json.GetProperty("left_out").GetArrayLength());
    }

    [Fact]
    public async Task Upload_NothingButCaptions_IsWrongUse()
    {
        var run = await RunAsync("video", "upload", MakeFile("clip.srt"));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("None of the 1 files is media", run.Error, StringComparison.Ordinal);
        Assert.Empty(Script.Uploads);
    }

    [Fact]
    public async Task Upload_Folder_PutsItsMediaInAndCountsTheRest()
    {
        Folder.CreateSubdirectory("all/inner/.deep");
        foreach (var name in (string[])["all/a.MP4", "all/a.srt", "all/b.png", "all/notes.txt", "all/inner/c.wav", "all/inner/orphan.vtt", "all/inner/.deep/d.webp"])
            MakeFile(name);

        var run = await RunAsync("video", "upload", "all");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["a.MP4", "b.png", "c.wav", "d.webp"], Script.Uploads.Select(upload => upload.Name).Order(StringComparer.Ordinal));
        Assert.Single(Script.Uploads.Single(upload => upload.Name == "a.MP4").Captions);
        Assert.Contains("4 of 4 files are in.", run.Error, StringComparison.Ordinal);
        Assert.Contains("2 files are no media and left out: all/notes.txt, all/inner/orphan.vtt.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_FolderWithoutMedia_IsWrongUse()
    {
        Folder.CreateSubdirectory("empty");

        var run = await RunAsync("video", "upload", "empty");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("None of the 0 files is media", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_FileNamedTwice_IsUploadedOnce()
    {
        MakeFile("a.mp4");

        await RunAsync("video", "upload", "a.mp4", "./a.mp4", ".");

        Assert.Single(Script.Uploads);
    }

    [Fact]
    public async Task Upload_NameThatIsNotUtf8_LeavesTheOthersAlone()
    {
        var folder = Folder.CreateSubdirectory("latin").FullName;
        MakeFile("latin/good.mp4");
        Shell("printf x > \"$1/$(printf 'caf\\351.mp4')\"", folder);

        var run = await RunAsync("video", "upload", "latin", "--json");

        Shell("rm -r \"$1\"", folder);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("good.mp4", Script.Uploads.Single().Name);
        Assert.Contains("its name is not UTF-8", run.Json.GetProperty("results")[1].GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_ChosenNameThatIsNotUtf8_LeavesTheOthersAlone()
    {
        var run = await RunAsync("video", "upload", MakeFile("good.mp4"), "caf\uFFFD.mp4");

        Assert.Equal(1, run.ExitCode);
        Assert.Single(Script.Uploads);
    }

    [Fact]
    public async Task Upload_FileThatCannotBeRead_LeavesTheOthersAlone()
    {
        var locked = Path.Combine(Folder.FullName, "locked.mp4");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(locked));

        var run = await RunAsync("video", "upload", locked, MakeFile("b.mp4"));

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("b.mp4", Script.Uploads.Single().Name);
    }

    [Fact]
    public async Task Upload_SameKeyTwice_IsWrongUse()
    {
        var run = await RunAsync("video", "upload", MakeFile("a.mp4"), "--metadata", "a=1", "--metadata", "a=2");

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(Script.Uploads);
    }

    // No .NET call makes or removes a name that is no UTF-8.
    private static void Shell(string script, string folder)
    {
        using var shell = Process.Start("sh", ["-c", script, "sh", folder]);
        Assert.True(shell.WaitForExit(TimeSpan.FromSeconds(30)), $"'{script}' did not end within 30 seconds.");
    }
}
