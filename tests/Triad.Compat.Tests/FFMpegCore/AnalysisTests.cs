using System.Text.Json;
using FFMpegCore;

namespace Triad.Compat.Tests.FFMpegCore;

public sealed class AnalysisTests
{
    private const string Report = """
        {
          "streams": [
            {
              "index": 1, "codec_name": "h264", "codec_type": "video", "width": 640, "height": 360, "pix_fmt": "yuv420p",
              "r_frame_rate": "30/1", "avg_frame_rate": "30000/1001", "start_time": "0.100000", "color_transfer": "smpte2084",
              "disposition": { "default": 1, "attached_pic": 0 },
              "side_data_list": [ { "side_data_type": "Display Matrix", "rotation": -90 } ]
            },
            { "index": 0, "codec_name": "aac", "codec_type": "audio", "channels": 6, "sample_rate": "48000", "tags": { "language": "eng" } }
          ],
          "format": { "format_name": "mov,mp4", "start_time": "0.0", "duration": "12.500000", "nb_streams": 2 }
        }
        """;

    [Fact]
    public void Deserialize_OfAReport_FillsStreamsAndFormat()
    {
        var analysis = JsonSerializer.Deserialize<FFProbeAnalysis>(Report)!;

        Assert.Equal("mov,mp4", analysis.Format.FormatName);
        Assert.Equal("12.500000", analysis.Format.Duration);
        Assert.Equal([1, 0], analysis.Streams.Select(stream => stream.Index));
        var video = analysis.Streams[0];
        Assert.Equal((640, 360), (video.Width, video.Height));
        Assert.Equal(("30/1", "30000/1001"), (video.FrameRate, video.AvgFrameRate));
        Assert.Equal("smpte2084", video.ColorTransfer);
        Assert.Equal(1, video.Disposition["default"]);
        Assert.Equal(-90, video.SideData[0]["rotation"].GetValue<int>());
        Assert.Null(video.Channels);
        var audio = analysis.Streams[1];
        Assert.Equal((6, "48000"), (audio.Channels, audio.SampleRate));
        Assert.Equal("eng", audio.Tags!["language"]);
        Assert.Empty(analysis.ErrorData);
    }
}
