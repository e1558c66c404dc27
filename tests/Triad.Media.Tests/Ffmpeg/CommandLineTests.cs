using FFMpegCore.Arguments;
using FFMpegCore.Enums;
using Triad.Media.Ffmpeg;

namespace Triad.Media.Tests.Ffmpeg;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("plain.mp4")]
    [InlineData("with space.mp4")]
    [InlineData("-i concat:x|y %03d 'q\" ü\\.mp4")]
    public void Input_Written_IsOneWordWhateverItsName(string name) =>
        Assert.Equal(["-i", $"file:/data/{name}"], CommandLine.Of([InputArguments.File($"/data/{name}")]));

    [Fact]
    public void Filters_Written_AreJoinedAsTheyAre()
    {
        var filters = new VideoFilterOptions().WithCustomFilter("setpts", "'if(eq(N,0),1,2)'").Fps(6.25, null).Scale(64, 48);

        Assert.Equal(
            ["-filter:v", "setpts='if(eq(N,0),1,2)',fps=fps=6.25,scale=64:48"],
            CommandLine.Of([new VideoFiltersArgument(filters)]));
    }

    [Fact]
    public void Options_Written_AreNameAndValue() => Assert.Equal(
        ["-f", "mov", "-an", "-threads", "2", "-map", "1:3", "-copyts", "-max_alloc", "7", "pipe:3"],
        CommandLine.Of(
        [
            new ForceFormatArgument("mov"),
            new DisableStreamArgument(StreamType.Audio),
            new ThreadsArgument(2),
            new MapStreamArgument(1, StreamType.All, 3, false),
            new FfmpegOption("-copyts"),
            new FfmpegOption("-max_alloc", "7"),
            new OutputUrlArgument("pipe:3"),
        ]));

    [Fact]
    public void QuotedText_WithoutACase_IsRefused() =>
        Assert.Throws<NotSupportedException>(() => CommandLine.Of([new OutputArgument("a b.mp4", true)]));
}
