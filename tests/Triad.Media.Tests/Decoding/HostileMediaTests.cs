using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Triad.Core.Errors;
using Triad.Core.Media;
using Triad.Core.Modality;
using Triad.Media.Tests.Fixtures;

namespace Triad.Media.Tests.Decoding;

/// <summary>Files that are broken, lie, or attack: each ends in a clear reason, and nothing else is taken down.</summary>
public sealed class HostileMediaTests(MediaFixture media) : IClassFixture<MediaFixture>
{
    // A decoder that is not stopped waits for a reader for ever.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private string Clip => media.Make(
        "clip.mp4", "-f", "lavfi", "-i", "testsrc2=d=10:s=160x120:r=25", "-f", "lavfi", "-i", "sine=d=10",
        "-c:v", "libx264", "-preset", "ultrafast", "-g", "25", "-c:a", "aac", "-movflags", "faststart");

    [Fact]
    public async Task EmptyFile_Probed_IsEmpty() => await AssertReasonAsync("empty.mp4", [], ErrorReason.MediaEmpty);

    [Fact]
    public async Task RandomBytes_Probed_AreUnsupported()
    {
        var bytes = new byte[50_000];
        new Random(1).NextBytes(bytes);

        await AssertReasonAsync("random.mp4", bytes, ErrorReason.MediaUnsupported);
    }

    [Theory]
    [InlineData("#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n")]
    [InlineData("ffconcat version 1.0\nfile '/etc/passwd'\n")]
    [InlineData("<?xml version=\"1.0\"?><MPD><BaseURL>http://127.0.0.1/</BaseURL></MPD>")]
    [InlineData("v=0\no=- 0 0 IN IP4 127.0.0.1\nm=video 1234 RTP/AVP 96\n")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>")]
    public async Task Script_DisguisedAsVideo_IsUnsupported(string script) =>
        await AssertReasonAsync("script.mp4", Encoding.ASCII.GetBytes(script), ErrorReason.MediaUnsupported);

    [Theory]
    [InlineData("\0\0\0\u0018ftypmp42")]
    [InlineData("\x1A\x45\xDF\xA3")]
    [InlineData("RIFF\x10\0\0\0AVI LIST")]
    [InlineData("OggS")]
    [InlineData("GIF89a")]
    [InlineData("ID3\x04\0\0\0\0\0\x10")]
    [InlineData("wvpk\x40\0\0\0\x10\x04")]
    [InlineData("TTA1\x01\0\x02\0\x10\0")]
    [InlineData("DTSHDHDR\0\0\0\0\0\0\0\x10")]
    [InlineData("\x7F\xFE\x80\x01\xFC\x3C")]
    [InlineData("\0\x10\0\0\xF8\x72\x6F\xBA")]
    [InlineData("\x1F\x07\0\x3F\xF8\x78")]
    [InlineData("\0\0\0\x01\x67\x64\0\x1F")]
    [InlineData("BM\xFF\xFF\xFF\x7F\0\0\0\0\x36\0\0\0\x28\0\0\0\xFF\xFF\xFF\x7F")]
    [InlineData("\x89PNG\r\n\x1A\n\0\0\0\rIHDRacTL")]
    public async Task RightMagic_WithRubbishBehind_IsCorrupt(string magic)
    {
        var rubbish = new byte[20_000];
        new Random(2).NextBytes(rubbish);
        var file = media.Write("rubbish.bin", [.. Encoding.Latin1.GetBytes(magic), .. rubbish]);

        var decoded = await media.DecodeAsync(file);

        Assert.Contains(decoded.Error!.Reason, (ErrorReason[])[ErrorReason.MediaCorrupt, ErrorReason.MediaUnsupported, ErrorReason.LimitExceeded]);
        Assert.Equal("media", decoded.Error.Field);
        Assert.NotNull(decoded.Error.Remedy);
    }

    [Fact]
    public async Task HugePicture_Announced_IsOverTheLimitByName()
    {
        var decoded = await media.DecodeAsync(media.Write("huge.png", HugePng(60_000, 60_000)), MediaKind.Image);

        Assert.Equal(ErrorReason.LimitExceeded, decoded.Error?.Reason);
        Assert.Contains("Media:MaxPixels", decoded.Error!.Message);
    }

    [Fact]
    public async Task PictureOverTheLimit_Probed_IsRefused()
    {
        using var services = media.Services(options => options.MaxPixels = 160 * 120 - 1);

        var decoded = await media.DecodeAsync(Clip, decoder: DecodeTests.Decoder(services));

        Assert.Equal(ErrorReason.LimitExceeded, decoded.Error?.Reason);
        Assert.Contains("Media:MaxPixels", decoded.Error!.Message);
    }

    [Fact]
    public async Task CutOff_InTheMiddle_KeepsWhatIsThereAndSaysSo()
    {
        var bytes = await File.ReadAllBytesAsync(Clip);

        var decoded = await media.DecodeAsync(media.Write("cut.mp4", bytes[..(bytes.Length * 6 / 10)]));

        Assert.Null(decoded.Error);
        Assert.NotEmpty(decoded.Segments);
        Assert.InRange(decoded.Segments[^1].Span.End.TotalSeconds, 3, 9);
        Assert.NotEmpty(decoded.Failures);
        Assert.All(decoded.Failures, failure => Assert.Contains("breaks off at", failure.Error.Message));
    }

    [Fact]
    public async Task CutOff_InTheHeader_IsCorrupt()
    {
        var bytes = await File.ReadAllBytesAsync(Clip);

        await AssertReasonAsync("head.mp4", bytes[..36], ErrorReason.MediaCorrupt);
    }

    [Fact]
    public async Task SoundThatCannotBeDecoded_Decoded_LeavesTheFrames()
    {
        var file = media.Make(
            "mixed.mkv", "-f", "lavfi", "-i", "testsrc2=d=3:s=64x48:r=12", "-f", "lavfi", "-i", "sine=d=3", "-c:v", "ffv1", "-c:a", "libvorbis");
        var bytes = await File.ReadAllBytesAsync(file);
        Scramble(bytes, "\x05vorbis"u8.ToArray(), 100);

        var decoded = await media.DecodeAsync(media.Write("nosound.mkv", bytes));

        Assert.Null(decoded.Error);
        Assert.All(decoded.Segments, segment => Assert.NotNull(segment.Frames));
        Assert.All(decoded.Segments, segment => Assert.Null(segment.Audio));
        Assert.Equal(Modalities.Audio, Assert.Single(decoded.Failures).Modality);
    }

    [Fact]
    public async Task AnnouncedDuration_OverTheLimit_IsRefusedBeforeDecoding()
    {
        var decoded = await media.DecodeAsync(Clip, settings: MediaFixture.Settings with { MaxDuration = TimeSpan.FromSeconds(5) });

        Assert.Equal(ErrorReason.LimitExceeded, decoded.Error?.Reason);
        Assert.Contains("max_duration", decoded.Error!.Message);
        Assert.Empty(decoded.Segments);
    }

    [Fact]
    public async Task UnknownDuration_OverTheLimit_IsStopped()
    {
        var file = media.Write("endless.webm", MediaFixture.Ffmpeg(
            "-f", "lavfi", "-i", "sine=d=60", "-c:a", "libopus", "-f", "webm", "-live", "1", "-"));

        var decoded = await media.DecodeAsync(file, settings: MediaFixture.Settings with { MaxDuration = TimeSpan.FromSeconds(20) });

        Assert.Equal(ErrorReason.LimitExceeded, decoded.Error?.Reason);
        Assert.Equal(2, decoded.Segments.Count);
    }

    [Fact]
    public async Task FramesADayApart_Decoded_AreTwoFramesAndNoMore()
    {
        var file = media.Make("apart.mkv", "-f", "lavfi", "-i", "testsrc2=d=1:s=64x48:r=1", "-vf", "tpad=stop=1,setpts=N*86400/TB", "-fps_mode", "vfr", "-c:v", "ffv1");

        var decoded = await media.DecodeAsync(file);

        Assert.Null(decoded.Error);
        Assert.InRange(decoded.Segments.Sum(segment => segment.Frames!.Count), 2, 200);
        Assert.InRange(decoded.Segments[^1].Span.End.TotalSeconds, 0.3, 61);
        Assert.Contains(decoded.Notices, notice => notice.Reason == NoticeReason.TimeGapClosed);
    }

    [Fact]
    public async Task ProcessorTime_UsedUp_IsALimitByName()
    {
        var file = media.Make("heavy.mkv", "-f", "lavfi", "-i", "testsrc2=d=60:s=1280x720:r=30", "-c:v", "mpeg4", "-q:v", "2");
        using var services = media.Services(options =>
        {
            options.BaseCpuTime = TimeSpan.FromSeconds(1);
            options.CpuTimePerMediaTime = 0;
        });

        var decoded = await media.DecodeAsync(file, decoder: DecodeTests.Decoder(services));

        Assert.Equal(ErrorReason.LimitExceeded, decoded.Error?.Reason);
        Assert.Contains("processor seconds", decoded.Error!.Message);
    }

    [Fact]
    public async Task Memory_UsedUp_EndsWithAReason()
    {
        var file = media.Make("large.mkv", "-f", "lavfi", "-i", "testsrc2=d=1:s=3840x2160:r=5", "-c:v", "libx264", "-preset", "ultrafast");
        using var services = media.Services(options => options.MaxMemoryBytes = 256 << 20);

        var decoded = await media.DecodeAsync(file, decoder: DecodeTests.Decoder(services));

        Assert.Contains(decoded.Error!.Reason, (ErrorReason[])[ErrorReason.LimitExceeded, ErrorReason.MediaCorrupt]);
    }

    [Fact]
    public async Task Reader_ThatStops_StopsTheDecoder()
    {
        var file = media.Make("stopped.mkv", "-f", "lavfi", "-i", "testsrc2=d=200:s=160x120:r=25", "-c:v", "mpeg4");
        var info = await media.Decoder.ProbeAsync(file, MediaKind.Video, default);

        await foreach (var item in media.Decoder.DecodeAsync(file, info.Value, MediaKind.Video, MediaFixture.Settings, default))
        {
            Assert.True(item.IsOk);
            break;
        }

        await AssertEndAsync(file);
    }

    [Fact]
    public async Task Decoding_Cancelled_ThrowsAndStopsTheDecoder()
    {
        var file = media.Make("stopped.mkv", "-f", "lavfi", "-i", "testsrc2=d=200:s=160x120:r=25", "-c:v", "mpeg4");
        var info = await media.Decoder.ProbeAsync(file, MediaKind.Video, default);
        using var cancel = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in media.Decoder.DecodeAsync(file, info.Value, MediaKind.Video, MediaFixture.Settings, cancel.Token))
                await cancel.CancelAsync();
        });

        await AssertEndAsync(file);
    }

    [Fact]
    public async Task StrangePath_Decoded_IsTakenAsAFile()
    {
        var folder = Directory.CreateDirectory(Path.Combine(media.Folder, "-i concat:x|y %03d 'q\" ü"));
        var file = Path.Combine(folder.FullName, "http:%d.mp4");
        File.Copy(Clip, file, overwrite: true);

        var decoded = await media.DecodeAsync(file);

        Assert.Null(decoded.Error);
        Assert.Equal(60, decoded.Segments.Sum(segment => segment.Frames!.Count));
    }

    [Fact]
    public async Task FlippedBits_Decoded_EndInSegmentsOrAReason()
    {
        var original = await File.ReadAllBytesAsync(Clip);
        for (var seed = 0; seed < 12; seed++)
        {
            var random = new Random(seed);
            var bytes = original.ToArray();
            for (var flip = 0; flip < 1 + (seed * 10); flip++)
                bytes[random.Next(seed % 2 == 0 ? bytes.Length : 6000)] ^= (byte)(1 << random.Next(8));

            var decoded = await media.DecodeAsync(media.Write($"flip{seed}.mp4", bytes));

            if (decoded.Error is { } error)
            {
                Assert.NotEqual(ErrorReason.Internal, error.Reason);
                Assert.NotNull(error.Remedy);
            }
            else
            {
                Assert.NotEmpty(decoded.Segments);
            }
        }
    }

    /// <summary>Every process that was given a file ends by itself: the kernel takes down what is inside of a sandbox a moment after the sandbox.</summary>
    private static async Task AssertEndAsync(string file)
    {
        foreach (var id in ProcessesWith(file))
        {
            try
            {
                using var process = Process.GetProcessById(id);
                await process.WaitForExitAsync().WaitAsync(Patience);
            }
            catch (ArgumentException)
            {
                // It has ended already.
            }
        }

        Assert.Empty(ProcessesWith(file));
    }

    private static List<int> ProcessesWith(string file) =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Where(folder => int.TryParse(Path.GetFileName(folder), out _) && CommandLine(folder).Contains(file, StringComparison.Ordinal))
            .Select(folder => int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture)),
    ];

    private static string CommandLine(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline"));
        }
        catch (IOException)
        {
            return string.Empty; // It has ended meanwhile.
        }
    }

    // Behind the mark is what the decoder is set up with.
    private static void Scramble(byte[] bytes, byte[] mark, int length)
    {
        var at = bytes.AsSpan().IndexOf(mark);
        Assert.True(at > 0);
        bytes.AsSpan(at + mark.Length, length).Fill(0xEE);
    }

    private static byte[] HugePng(uint width, uint height)
    {
        var header = new byte[17];
        "IHDR"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4), width);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(8), height);
        header[12] = 8;
        header[13] = 2;
        return [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 0, 0, 0, 13, .. header, .. Checksum(header), .. "\0\0\0\x04IDAT\0\0\0\0"u8, 0, 0, 0, 0];
    }

    private static byte[] Checksum(byte[] data)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320u);
        }

        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, ~crc);
        return bytes;
    }

    private async Task AssertReasonAsync(string name, byte[] content, ErrorReason reason)
    {
        var decoded = await media.DecodeAsync(media.Write(name, content));

        Assert.Equal(reason, decoded.Error?.Reason);
        Assert.Equal("media", decoded.Error!.Field);
        Assert.NotNull(decoded.Error.Remedy);
    }
}
