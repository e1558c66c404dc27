using Triad.Core.Modality;
using Triad.Media.Probing;

namespace Triad.Media.Tests.Probing;

public sealed class StreamListingTests
{
    private const Modalities Both = Modalities.Video | Modalities.Audio;

    [Fact]
    public void Listing_Read_GivesStreamsAndTimes()
    {
        var info = Read(
            "  Duration: 00:01:03.50, start: 11.400000, bitrate: 1853 kb/s",
            "  Stream #0:0[0x1](und): Video: hevc (Main 10) (hev1 / 0x31766568), yuv420p10le(tv, bt2020nc/bt2020/arib-std-b67), 1280x720 [SAR 1:1 DAR 16:9], 29.97 fps, 25 tbr (default)",
            "      displaymatrix: rotation of -90.00 degrees",
            "  Stream #0:1[0x2](eng): Audio: aac (LC) (mp4a / 0x6134706D), 48000 Hz, 5.1(side), fltp, 377 kb/s (default)");

        Assert.Equal((63.5, 11.4), (info.Duration!.Value.TotalSeconds, info.Start.TotalSeconds));
        Assert.Equal(("hevc", 720, 1280, 90, 29.97, true), (info.Streams[0].Codec, info.Streams[0].Width, info.Streams[0].Height, info.Streams[0].RotationDegrees, info.Streams[0].FrameRate, info.Streams[0].HighDynamicRange));
        Assert.Equal(("aac", 48000, 6), (info.Streams[1].Codec, info.Streams[1].SampleRate, info.Streams[1].Channels));
    }

    [Fact]
    public void AbsurdDuration_Read_IsLongerThanAnyLimitAndNotUnknown()
    {
        var info = Read(
            "  Duration: 38028354:00:00.00, start: 0.000000, bitrate: N/A",
            "  Stream #0:0: Video: vp8 (VP80 / 0x30385056), yuv420p, 96x64, 536870880 tbn");

        Assert.Equal(1e9, info.Duration?.TotalSeconds);
    }

    [Fact]
    public void Listing_WithoutUsableStreams_GivesNone()
    {
        var info = Read(
            "  Duration: N/A, start: 0.000000, bitrate: N/A",
            "  Stream #0:0: Audio: none, 44100 Hz, mono",
            "  Stream #0:1: Video: mjpeg (Baseline), yuvj444p(pc), 1618x1381 [SAR 1:1], 90k tbn (attached pic)",
            "  Stream #0:2: Data: bin_data");

        Assert.Empty(info.Streams);
        Assert.Null(info.Duration);
    }

    private static Core.Media.MediaInfo Read(params string[] lines) =>
        ProbeReport.Read(StreamListing.Read(lines), new Container("mov"), Both);
}
