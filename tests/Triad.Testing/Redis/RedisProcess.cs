using System.Diagnostics;
using Triad.Testing.Servers;
using Triad.Testing.Time;

namespace Triad.Testing.Redis;

/// <summary>Redis as a process of its own on a free port, which keeps nothing on the disk.</summary>
public sealed class RedisProcess : IAsyncDisposable
{
    private const string Program = "redis-server";
    private const string ReadyLine = "Ready to accept connections";

    private readonly Process _process;

    private RedisProcess(Process process, int port) => (_process, Port) = (process, port);

    /// <summary>True where it is installed.</summary>
    public static bool IsHere { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, Program)));

    /// <summary>The port that it listens on.</summary>
    public int Port { get; }

    /// <summary>How it is reached.</summary>
    public string ConnectionString => FormattableString.Invariant($"127.0.0.1:{Port}");

    /// <summary>Starts it; where it is not installed, the test that asks is skipped.</summary>
    public static async Task<RedisProcess> StartAsync()
    {
        Assert.SkipUnless(IsHere, "redis-server is not installed (./triad test does it where apt may)");
        var port = FreePort.Take();
        var start = new ProcessStartInfo(
            Program, ["--port", FormattableString.Invariant($"{port}"), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--daemonize", "no"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.Contains(ReadyLine, StringComparison.Ordinal) == true)
                ready.TrySetResult();
        };
        process.Exited += (_, _) => ready.TrySetException(new InvalidOperationException("redis-server ended."));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await ready.Task.WithinAsync("redis-server to listen");
        return new RedisProcess(process, port);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WithinAsync("redis-server to end");
        _process.Dispose();
    }
}
