using System.Net;
using System.Net.Sockets;
using System.Text;
using Triad.Media.Sandbox;

namespace Triad.Media.Tests.Sandbox;

/// <summary>What a program in the sandbox can and cannot do, tried with a shell.</summary>
public sealed class SandboxTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LookPause = TimeSpan.FromMilliseconds(10);

    private static readonly ProcessLimits Limits = new(TimeSpan.FromSeconds(20), 1L << 30, 64, 4096);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("triad-sandbox-");
    private SandboxSetup _setup = null!;

    private string Input => Path.Combine(_folder.FullName, "input");

    public async ValueTask InitializeAsync()
    {
        File.WriteAllText(Input, "hello");
        (_setup, _) = await SandboxProbe.RunAsync(SandboxTools.Find(), "/bin/sh", ["-c", "true"], TimeProvider.System, default);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task GivenFile_Read_IsSeen()
    {
        var (exit, output, _) = await ShellAsync("cat \"$1\"");

        Assert.True(exit.IsSuccess);
        Assert.Equal("hello", output);
    }

    [Fact]
    public async Task OtherFile_Read_IsNotThere()
    {
        MachineLayers.SkipWithout(SandboxLayer.FileIsolation);
        var secret = Path.Combine(_folder.FullName, "secret");
        File.WriteAllText(secret, "secret");

        var (exit, output, _) = await ShellAsync($"cat {secret} /etc/passwd");

        Assert.False(exit.IsSuccess);
        Assert.Empty(output);
    }

    [Fact]
    public async Task PrivateFile_Read_IsSeenByRootWithoutCapabilities()
    {
        MachineLayers.SkipWithout(SandboxLayer.FileIsolation);
        File.SetUnixFileMode(Input, UnixFileMode.UserRead);

        var (exit, output, _) = await ShellAsync("cat \"$1\"; id -u");

        Assert.True(exit.IsSuccess);
        Assert.Equal("hello65534\n", output);
    }

    [Fact]
    public async Task AnyFile_Write_IsRefused()
    {
        MachineLayers.SkipWithout(SandboxLayer.ResourceLimits);
        var (exit, output, _) = await ShellAsync("for f in /x /tmp/x /usr/x \"$1\"; do (echo x > $f) 2>/dev/null && echo wrote $f; done; true");

        Assert.True(exit.IsSuccess);
        Assert.Empty(output);
        Assert.Equal("hello", File.ReadAllText(Input));
    }

    [Fact]
    public async Task User_Asked_IsNotRoot()
    {
        MachineLayers.SkipWithout(SandboxLayer.UnprivilegedUser);
        var (_, output, _) = await ShellAsync("id -u");

        Assert.NotEqual("0", output.Trim());
    }

    [Theory]
    [InlineData(Confinement.IsolatedAndFiltered)]
    [InlineData(Confinement.Isolated)]
    [InlineData(Confinement.NetworkOnly)]
    internal async Task Listener_Connected_HearsNothing(Confinement confinement)
    {
        MachineLayers.SkipWithout(SandboxLayer.FileIsolation);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        var (exit, _, _) = await ShellAsync(
            $"exec 9<>/dev/tcp/127.0.0.1/{port}", shell: "/bin/bash", command: new SandboxCommand(SandboxTools.Find(), confinement));

        Assert.False(exit.IsSuccess);
        Assert.False(listener.Pending());
    }

    [Fact]
    public async Task Namespace_Made_IsRefused()
    {
        MachineLayers.SkipWithout(SandboxLayer.CallFilter);
        var (exit, output, messages) = await ShellAsync("unshare --user true && echo made");

        Assert.False(exit.IsSuccess);
        Assert.Empty(output);
        Assert.Contains(messages, message => message.Contains("not permitted", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Processes_Signalled_AreItsOwn()
    {
        MachineLayers.SkipWithout(SandboxLayer.ProcessIsolation);
        var (_, output, _) = await ShellAsync($"kill -0 {Environment.ProcessId} 2>/dev/null && echo reached; echo $$");

        Assert.DoesNotContain("reached", output);
        Assert.InRange(int.Parse(output), 1, 20);
    }

    [Fact]
    public async Task EndlessLoop_Run_IsEndedByItsProcessorTime()
    {
        MachineLayers.SkipWithout(SandboxLayer.ResourceLimits);
        var (exit, _, _) = await ShellAsync("while :; do :; done", Limits with { CpuTime = TimeSpan.FromSeconds(1) });

        Assert.Equal(24, exit.Signal);
    }

    [Fact]
    public async Task EndlessMemory_Asked_IsRefused()
    {
        MachineLayers.SkipWithout(SandboxLayer.ResourceLimits);
        var (exit, _, _) = await ShellAsync("a=x; while :; do a=$a$a; done", Limits with { MemoryBytes = 256 << 20 });

        Assert.False(exit.IsSuccess);
    }

    [Fact]
    public async Task Limits_Asked_AreThoseOfTheJob()
    {
        MachineLayers.SkipWithout(SandboxLayer.ResourceLimits);
        var (_, output, _) = await ShellAsync("ulimit -n; ulimit -v; ulimit -f; ulimit -c", shell: "/bin/bash");

        Assert.Equal(["64", "1048576", "0", "0"], output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Outputs_FilledAtOnce_AreAllDrained()
    {
        const int Bytes = 3_000_000;
        var script = $"(yes err | head -c {Bytes} >&2) | (yes aux | head -c {Bytes} >&3) | (yes out | head -c {Bytes})";
        await using var process = await StartAsync(script, outputs: 2);

        var reads = process.Outputs.Select(ReadAllAsync).ToList();
        var outputs = await Task.WhenAll(reads);
        var exit = await process.WaitAsync(default);

        Assert.True(exit.IsSuccess, string.Join('\n', process.Messages.Lines));
        Assert.Equal([Bytes, Bytes], outputs.Select(output => output.Length));
        Assert.StartsWith("out", outputs[0]);
        Assert.StartsWith("aux", outputs[1]);
        Assert.Contains("err", process.Messages.Lines);
    }

    [Fact]
    public async Task ProcessTree_Disposed_IsGone()
    {
        var mark = $"{Random.Shared.Next(100_000, 999_999)}.{Random.Shared.Next(100_000, 999_999)}";
        var process = await StartAsync($"echo started; sleep {mark} | sleep {mark}", outputs: 1);
        var started = new byte[8];
        await process.Outputs[0].ReadExactlyAsync(started);
        Assert.NotEqual(0, ProcessesWith(mark));

        await process.DisposeAsync();

        // The kernel ends the children of a killed process in its own time.
        using var patience = new CancellationTokenSource(EndPatience);
        while (ProcessesWith(mark) > 0)
        {
            Assert.False(patience.IsCancellationRequested, $"processes of the tree {mark} live {EndPatience.TotalSeconds} s after its end");
            await Task.Delay(LookPause, TimeProvider.System, CancellationToken.None);
        }
    }

    [Fact]
    public async Task MissingProgram_Started_FailsWithStatus()
    {
        var job = new SandboxJob("/nonexistent/program", Input, _ => [], 1, Limits);
        await using var process = await SandboxLauncher.StartAsync(_setup.Command, job);

        var exit = await process.WaitAsync(default);

        Assert.False(exit.IsSuccess);
    }

    private static int ProcessesWith(string mark) => Directory.EnumerateDirectories("/proc")
        .Where(folder => int.TryParse(Path.GetFileName(folder), out _))
        .Count(folder => CommandLine(folder).Contains(mark, StringComparison.Ordinal));

    private static string CommandLine(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline"));
        }
        catch (IOException)
        {
            return string.Empty;
        }
    }

    private static async Task<string> ReadAllAsync(Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII);
        return await reader.ReadToEndAsync();
    }

    private Task<SandboxedProcess> StartAsync(
        string script, ProcessLimits? limits = null, int outputs = 1, string shell = "/bin/sh", SandboxCommand? command = null) =>
        SandboxLauncher.StartAsync(
            command ?? _setup.Command,
            new SandboxJob(shell, Input, seen => ["-c", script, "sh", seen], outputs, limits ?? Limits));

    private async Task<(ProcessExit Exit, string Output, IReadOnlyList<string> Messages)> ShellAsync(
        string script, ProcessLimits? limits = null, string shell = "/bin/sh", SandboxCommand? command = null)
    {
        await using var process = await StartAsync(script, limits, 1, shell, command);
        var output = await ReadAllAsync(process.Outputs[0]);
        return (await process.WaitAsync(default), output, process.Messages.Lines);
    }
}
