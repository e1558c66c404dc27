using System.Text;
using System.Text.Json;
using Triad.Core.Modality;
using Triad.Media.Probing;

namespace Triad.Media.Tests.Probing;

public sealed class ProbeReportTests
{
    private const Modalities Both = Modalities.Video | Modalities.Audio;

    [Theory]
    [InlineData(0, 0, 320, 240)]
    [InlineData(-90, 90, 240, 320)]
    [InlineData(90, 270, 240, 320)]
    [InlineData(180, 180, 320, 240)]
    [InlineData(-180, 180, 320, 240)]
    [InlineData(-270, 270, 240, 320)]
    public void Rotation_Read_IsClockwiseAndTurnsTheSize(int matrix, int expected, int width, int height)
    {
        var info = Read($$"""{"index":0,"codec_type":"video","codec_name":"h264","width":320,"height":240,"side_data_list":[{"side_data_type":"Display Matrix","rotation":{{matrix}} } ] }""");

        var stream = Assert.Single(info.Streams);
        Assert.Equal((expected, width, height), (stream.RotationDegrees, stream.Width, stream.Height));
    }

    [Fact]
    public void SeveralStreams_Read_ChooseTheDefaultThenTheLargest()
    {
        var info = Read(
            Video(0, 1920, 1080, "\"default\":0,\"attached_pic\":1"),
            Video(1, 640, 480, "\"default\":0"),
            Video(2, 1280, 720, "\"default\":0"),
            """{"index":3,"codec_type":"audio","codec_name":"aac","channels":6,"sample_rate":"48000","disposition":{"default":0}}""",
            """{"index":4,"codec_type":"audio","codec_name":"aac","channels":2,"sample_rate":"44100","disposition":{"default":1}}""");

        Assert.Equal([2, 4], info.Streams.Select(stream => stream.Index));
        Assert.Equal(44100, info.Streams[1].SampleRate);
    }

    [Theory]
    [InlineData("\"duration\":\"N/A\"", null)]
    [InlineData("\"duration\":\"-5\"", null)]
    [InlineData("\"duration\":\"1e300\"", 1e9)]
    [InlineData("\"duration\":\"136902074400.0\"", 1e9)]
    [InlineData("\"duration\":\"nan\"", null)]
    [InlineData("\"format_name\":\"x\"", null)]
    [InlineData("\"duration\":\"12.5\"", 12.5)]
    public void Duration_Read_IsWhatCanBeTrue(string format, double? seconds)
    {
        var info = ProbeReport.Read(Encoding.UTF8.GetBytes($$"""{"streams":[],"format":{ {{format}} } }"""), new Container("mov"), Both);

        Assert.Equal(seconds, info.Duration?.TotalSeconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{\"streams\":[")]
    [InlineData("{\"streams\":[{\"index\":{}}]}")]
    public void BrokenReport_Read_Throws(string report) =>
        Assert.Throws<JsonException>(() => ProbeReport.Read(Encoding.UTF8.GetBytes(report), new Container("mov"), Both));

    private static string Video(int index, int width, int height, string disposition) =>
        $$"""{"index":{{index}},"codec_type":"video","codec_name":"h264","width":{{width}},"height":{{height}},"avg_frame_rate":"25/1","disposition":{ {{disposition}} } }""";

    private static Core.Media.MediaInfo Read(params string[] streams) => ProbeReport.Read(
        Encoding.UTF8.GetBytes($$"""{"streams":[{{string.Join(',', streams)}}],"format":{"start_time":"0.0","duration":"1.0"} }"""),
        new Container("mov"),
        Both);
}
