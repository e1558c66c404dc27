using System.Diagnostics;
using System.Net.Sockets;
using Triad.Benchmarks.Hostile;
using Triad.Benchmarks.Hostile.Files;
using Triad.Benchmarks.Hostile.Watching;
using Triad.Client;

namespace Triad.Hostile.Tests;

/// <summary>What watches the hostile files must see what they must not do.</summary>
public sealed class WatchTests
{
    [Fact]
    public async Task Canary_OpenedOrCalled_IsTouched()
    {
        await using var canary = new Canary();
        Assert.Equal(0, canary.CountTouches());

        await File.ReadAllTextAsync(canary.Path);
        var opened = canary.CountTouches();
        using var caller = new TcpClient();
        await caller.ConnectAsync("127.0.0.1", new Uri(canary.Url).Port);
        Assert.Equal(-1, caller.GetStream().ReadByte()); // The listener has counted and hung up.

        Assert.True(opened >= 2, $"{opened} touches");
        Assert.Equal(opened + 1, canary.CountTouches());
    }

    [Fact]
    public async Task Playlists_OpenedWithoutCare_TouchTheCanary()
    {
        // What the sandbox and the pinned demuxers keep the platform from: FFmpeg by itself follows these files.
        await using var canary = new Canary();
        var context = new HostileContext([new Clip("none.bin", [1])], canary.Url, canary.Path);
        var folder = Directory.CreateTempSubdirectory("triad-careless-");
        for (var seed = 0; seed < 60 && canary.CountTouches() == 0; seed++)
        {
            var path = Path.Combine(folder.FullName, "video.m3u8");
            await File.WriteAllBytesAsync(path, References.Playlist(context, new Random(seed)).Bytes);
            const string Careless = "-hide_banner -loglevel quiet -protocol_whitelist file,http,tcp,concat,subfile,crypto,cache -allowed_extensions ALL -i ";
            using var ffprobe = Process.Start(new ProcessStartInfo("ffprobe", Careless + path) { RedirectStandardOutput = true })!;
            await ffprobe.WaitForExitAsync();
        }

        folder.Delete(recursive: true);
        Assert.NotEqual(0, canary.CountTouches());
    }

    [Fact]
    public async Task Watch_DecoderWithoutLimits_IsOver()
    {
        using var decoder = Process.Start(new ProcessStartInfo("ffmpeg", "-hide_banner -loglevel quiet -nostdin -re -f lavfi -i anullsrc -f null -")
        {
            RedirectStandardOutput = true,
        })!;
        var watch = new DecoderWatch(1 << 20, TimeProvider.System);
        using var end = new CancellationTokenSource();
        var watching = watch.RunAsync(
            () =>
            {
                if (watch.Decoders > 0)
                    end.Cancel();
                return Environment.ProcessId;
            },
            end.Token);

        await watching.WaitAsync(TimeSpan.FromSeconds(60));
        decoder.Kill();
        await decoder.WaitForExitAsync();

        foreach (var fault in (string[])["processor time without a limit", "address space without the limit", "may write files", "open files without the limit"])
            Assert.Contains(watch.Over, over => over.EndsWith(fault, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""12<ffprobe> openat(AT_FDCWD, "/etc/passwd", O_RDONLY) = 3""", 1)]
    [InlineData("""12<setpriv> openat(AT_FDCWD, "/usr/../etc/shadow", O_RDONLY) = 3""", 1)]
    [InlineData("""13<av:h264:df0> openat(AT_FDCWD, "/tmp/other", O_RDONLY) = 3""", 1)]
    [InlineData("""12<ffprobe> connect(3, {sa_family=AF_INET, sin_port=htons(80)}, 16) = 0""", 1)]
    [InlineData("""12<ffprobe> creat("/usr/x", 0644) = 3""", 1)]
    [InlineData("""12<ffprobe> openat(AT_FDCWD, "/etc/passwd", O_RDONLY) = -1 ENOENT (No such file or directory)""", 0)]
    [InlineData("""12<ffprobe> openat(AT_FDCWD, "/media", O_RDONLY) = 3""", 0)]
    [InlineData("""12<ffprobe> openat(AT_FDCWD, "/lib/x86_64-linux-gnu/libc.so.6", O_RDONLY) = 3""", 0)]
    [InlineData("""99<dotnet> openat(AT_FDCWD, "/etc/passwd", O_RDONLY) = 3""", 0)]
    public async Task Trace_OfADecoder_TellsWhatIsOutside(string line, int outside)
    {
        var path = Path.GetTempFileName();
        await File.WriteAllLinesAsync(path, ["""12<setpriv> execve("/usr/bin/ffprobe", ["/usr/bin/ffprobe"], 0x1 /* 3 vars */) = 0""", line]);
        if (OpenTrace.TryCreate(path) is { } trace)
        {
            trace.Read();
            Assert.Equal(outside, trace.Outside.Count);
        }

        File.Delete(path);
    }

    [Fact]
    public async Task Trace_CallThatWasInterrupted_IsPutTogether()
    {
        var path = Path.GetTempFileName();
        await File.WriteAllLinesAsync(path,
        [
            """12<setpriv> execve("/usr/bin/ffmpeg", ["/usr/bin/ffmpeg"], 0x1 /* 3 vars */) = 0""",
            """12<ffmpeg> openat(AT_FDCWD, "/etc/passwd", O_RDONLY <unfinished ...>""",
            """77<dotnet> openat(AT_FDCWD, "/x", O_RDONLY) = 3""",
            """12<ffmpeg> <... openat resumed>)     = 4""",
            """12<prlimit> execve("/usr/bin/bwrap", ["/usr/bin/bwrap"], 0x1 /* 3 vars */) = 0""",
            """12<bwrap> openat(AT_FDCWD, "/proc/self/ns", O_RDONLY) = 3""",
        ]);
        if (OpenTrace.TryCreate(path) is { } trace)
        {
            trace.Read();
            Assert.Equal("""openat(AT_FDCWD, "/etc/passwd", O_RDONLY )     = 4""", Assert.Single(trace.Outside));
        }

        File.Delete(path);
    }

    [Fact]
    public void Ending_ThatSaysNothingUseful_IsUnclear()
    {
        static Ending Failed(string reason, string message) => Ending.Of(
            new Video { Id = "v", State = VideoState.Failed, Failure = new VideoFailure(reason, message, false) });

        Assert.Equal("failed", Failed("MEDIA_CORRUPT", "The media is damaged. Send another.").Kind);
        Assert.Null(Failed("MEDIA_CORRUPT", "The media is damaged.").Kind);
        Assert.Null(Failed("INTERNAL", "Internal error. Tell the operator.").Kind);
        Assert.Null(Ending.Of(new Video { Id = "v", State = VideoState.Queued }).Kind);
        Assert.Null(Ending.Of(new Video { Id = "v", State = VideoState.Ready }).Kind);
        Assert.Null(Ending.Of(new TriadException("x") { Reason = "MEDIA_CORRUPT", StatusCode = Grpc.Core.StatusCode.InvalidArgument, Field = "f" }).Kind);
    }
}
