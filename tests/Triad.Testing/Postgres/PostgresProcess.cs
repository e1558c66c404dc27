using System.Diagnostics;
using Triad.Testing.Servers;
using Triad.Testing.Time;

namespace Triad.Testing.Postgres;

/// <summary>
/// PostgreSQL as a process of its own on a free port, over a folder of its own. It refuses to run as root: then Debian's user of it is taken.
/// </summary>
public sealed class PostgresProcess : IAsyncDisposable
{
    private const string User = "postgres";
    private const string ReadyLine = "database system is ready to accept connections";

    private readonly string _folder;
    private readonly Process _server;

    private PostgresProcess(string folder, Process server, int port) => (_folder, _server, Port) = (folder, server, port);

    /// <summary>The port that it listens on.</summary>
    public int Port { get; }

    /// <summary>How its only database is reached.</summary>
    public string ConnectionString => FormattableString.Invariant($"Host=127.0.0.1;Port={Port};Database=postgres;Username={User}");

    // Debian keeps each version's programs apart.
    private static string? Programs { get; } = Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).Where(Directory.Exists).Order(StringComparer.Ordinal).LastOrDefault()
        : null;

    /// <summary>Starts it; where it is not installed, the test that asks is skipped.</summary>
    public static async Task<PostgresProcess> StartAsync()
    {
        Assert.SkipUnless(Programs is not null, "PostgreSQL is not installed (./triad test does it where apt may)");
        var folder = Directory.CreateTempSubdirectory("triad-postgres-").FullName;
        if (Environment.IsPrivilegedProcess)
            await RunAsync("chown", User, folder);
        await RunAsync(Command("initdb", "--pgdata", folder, "--username", User, "--auth", "trust", "--no-sync", "--encoding", "UTF8", "--locale", "C"));

        var port = FreePort.Take();
        var command = Command("postgres", "-D", folder, "-p", FormattableString.Invariant($"{port}"), "-c", "listen_addresses=127.0.0.1", "-k", folder, "-c", "fsync=off");
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var server = new Process { StartInfo = StartInfo(command), EnableRaisingEvents = true };
        server.ErrorDataReceived += (_, line) =>
        {
            if (line.Data?.Contains(ReadyLine, StringComparison.Ordinal) == true)
                ready.TrySetResult();
        };
        server.Exited += (_, _) => ready.TrySetException(new InvalidOperationException("postgres ended."));
        server.Start();
        server.BeginOutputReadLine();
        server.BeginErrorReadLine();
        await ready.Task.WithinAsync("PostgreSQL to listen");
        return new PostgresProcess(folder, server, port);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _server.Kill(entireProcessTree: true);
        await _server.WaitForExitAsync().WithinAsync("PostgreSQL to end");
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string[] Command(string program, params string[] arguments)
    {
        string[] command = [Path.Combine(Programs!, program), .. arguments];
        return Environment.IsPrivilegedProcess ? ["setpriv", "--reuid", User, "--regid", User, "--clear-groups", .. command] : command;
    }

    private static ProcessStartInfo StartInfo(string[] command) =>
        new(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };

    private static async Task RunAsync(params string[] command)
    {
        using var process = Process.Start(StartInfo(command))!;
        var errors = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync().WithinAsync($"{command[0]} to end");
        Assert.True(process.ExitCode == 0, await errors);
    }
}
