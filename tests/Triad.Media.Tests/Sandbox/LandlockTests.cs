using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using Triad.Media.Sandbox;

namespace Triad.Media.Tests.Sandbox;

/// <summary>What a program can and cannot do without namespaces, behind Landlock and the wider filter: the way of restricted pods.</summary>
public sealed class LandlockTests : IDisposable
{
    private static readonly ProcessLimits Limits = new(TimeSpan.FromSeconds(20), 1L << 30, 64, 4096);
    private static readonly SandboxCommand Command = new(SandboxTools.Find(), Confinement.Landlocked);

    // Ten attempts to change what is the service's: none may come through.
    private const string Changes =
        "my $f = shift; my @tried = (['chmod', sub { chmod 0777, $f }], ['chown', sub { chown 0, 0, $f }], ['utime', sub { utime 1, 1, $f }], "
        + "['unlink', sub { unlink $f }], ['rename', sub { rename $f, \"$f.x\" }], ['truncate', sub { truncate $f, 0 }], "
        + "['link', sub { link $f, \"$f.l\" }], ['symlink', sub { symlink '/x', \"$f.s\" }], ['mkdir', sub { mkdir \"$f.d\" }], "
        + "['append', sub { open my $o, '>>', $f }]); print join(' ', map { $_->[0] } grep { $_->[1]->() } @tried);";

    private const string End = "end";

    private readonly DirectoryInfo _scripts = Directory.CreateTempSubdirectory("triad-landlock-script-");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("triad-landlock-");

    public LandlockTests()
    {
        File.WriteAllText(Input, "hello");
        File.SetUnixFileMode(_folder.FullName, (UnixFileMode)0b111_111_111);
        File.SetUnixFileMode(Input, (UnixFileMode)0b110_110_110);
    }

    private string Input => Path.Combine(_folder.FullName, "input");

    private string Script => Path.Combine(_scripts.FullName, "script");

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        _scripts.Delete(recursive: true);
    }

    [Fact]
    public async Task GivenFile_Read_IsSeen()
    {
        var (exit, output, messages) = await ShellAsync("exec cat \"$1\"");

        Assert.True(exit.IsSuccess, string.Join('\n', messages));
        Assert.Equal("hello", output);
    }

    [Theory]
    [InlineData("secret")]
    [InlineData("/etc/passwd")]
    [InlineData("/proc/self/status")]
    [InlineData("/proc/1/status")]
    [InlineData("/sys/kernel/notes")]
    public async Task OtherFile_Read_IsRefused(string name)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "secret"), "secret");

        var (exit, output, _) = await ShellAsync($"exec cat {Path.Combine(_folder.FullName, name)}");

        Assert.False(exit.IsSuccess);
        Assert.Empty(output);
    }

    [Fact]
    public async Task OtherFolder_Listed_IsRefused()
    {
        var (exit, output, _) = await ShellAsync($"exec ls {_folder.FullName}");

        Assert.False(exit.IsSuccess);
        Assert.Empty(output);
    }

    [Fact]
    public async Task Files_Changed_StayAsTheyAre()
    {
        var before = File.GetUnixFileMode(Input);

        var output = await PerlAsync(Changes);

        Assert.Empty(output);
        Assert.Equal("hello", File.ReadAllText(Input));
        Assert.Equal(before, File.GetUnixFileMode(Input));
        Assert.Equal(["input"], _folder.EnumerateFileSystemInfos().Select(entry => entry.Name));
    }

    [Fact]
    public async Task Listener_Connected_HearsNothing()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        var (exit, _, _) = await ShellAsync($"exec 9<>/dev/tcp/127.0.0.1/{((IPEndPoint)listener.LocalEndpoint).Port}", "/bin/bash");

        Assert.False(exit.IsSuccess);
        Assert.False(listener.Pending());
    }

    [Fact]
    public async Task Sockets_OfAnyKind_AreRefused()
    {
        var output = await PerlAsync(
            "use Socket; for my $family (AF_UNIX, AF_INET, AF_INET6, 16, 17, 38, 40) { for my $type (1, 2, 3) { "
            + "print \"$family/$type \" if socket(my $s, $family, $type, 0) } }");

        Assert.Empty(output);
    }

    [Fact]
    public async Task Process_Made_IsRefused()
    {
        var output = await PerlAsync("my $p = fork; print defined $p ? 'forked' : 'refused'");

        Assert.Equal("refused", output);
    }

    [Fact]
    public async Task Others_Signalled_HearNothing()
    {
        using var other = Process.Start(new ProcessStartInfo("/bin/sleep", "60"))!;
        try
        {
            var output = await PerlAsync($"for my $p ({other.Id}, {Environment.ProcessId}, -1, 0) {{ print 'reached ' if kill 0, $p }}");

            Assert.Empty(output);
            Assert.False(other.HasExited);
        }
        finally
        {
            other.Kill();
        }
    }

    [Fact]
    public async Task LimitsAndOrderOfOthers_Changed_AreRefused()
    {
        using var other = Process.Start(new ProcessStartInfo("/bin/sleep", "60"))!;
        try
        {
            var prlimit = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 261 : 302;

            var output = await PerlAsync(
                $"my $l = pack('QQ', 1, 1); print 'limited' if 0 == syscall({prlimit}, {other.Id}, 7, $l, 0); print 'ordered' if setpriority(0, {other.Id}, 19)");

            Assert.Empty(output);
        }
        finally
        {
            other.Kill();
        }
    }

    [Theory]
    [InlineData("unshare --user true")]
    [InlineData("unshare --net true")]
    [InlineData("mount -t tmpfs none /mnt")]
    public async Task Namespace_Made_IsRefused(string command)
    {
        var (exit, _, _) = await ShellAsync($"exec {command}");

        Assert.False(exit.IsSuccess);
    }

    [Fact]
    public async Task Limits_Asked_AreThoseOfTheJob()
    {
        var (_, output, _) = await ShellAsync("ulimit -n; ulimit -v; ulimit -f; ulimit -c", "/bin/bash");

        Assert.Equal(["64", "1048576", "0", "0"], output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Process_Disposed_IsGone()
    {
        var process = await StartAsync("/bin/sh", ["-c", "echo started; exec sleep 600"]);
        await using (process)
            await process.Outputs[0].ReadExactlyAsync(new byte[8]);

        Assert.Equal(9, (await process.WaitAsync(default)).Signal);
    }

    private Task<(ProcessExit Exit, string Output, IReadOnlyList<string> Messages)> ShellAsync(string script, string shell = "/bin/sh") =>
        RunAsync(shell, ["-c", script, "sh", Input]);

    /// <summary>Runs a script that says what it reached, to its end.</summary>
    private async Task<string> PerlAsync(string script)
    {
        // As a file: for -e it opens the null device.
        File.WriteAllText(Script, $"{script}; print '{End}'");
        var (_, output, messages) = await RunAsync("/usr/bin/perl", [Script, Input], Script);
        Assert.True(output.EndsWith(End, StringComparison.Ordinal), string.Join('\n', messages));
        return output[..^End.Length];
    }

    private async Task<(ProcessExit Exit, string Output, IReadOnlyList<string> Messages)> RunAsync(
        string program, string[] arguments, string? input = null)
    {
        await using var process = await StartAsync(program, arguments, input);
        using var reader = new StreamReader(process.Outputs[0], Encoding.ASCII);
        var output = await reader.ReadToEndAsync();
        return (await process.WaitAsync(default), output, process.Messages.Lines);
    }

    private Task<SandboxedProcess> StartAsync(string program, string[] arguments, string? input = null) =>
        SandboxLauncher.StartAsync(Command, new SandboxJob(program, input ?? Input, _ => arguments, 1, Limits));
}
