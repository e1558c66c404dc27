using System.Diagnostics;
using System.Runtime.InteropServices;
using Triad.Testing.Servers;
using Triad.Testing.Time;

namespace Triad.Testing.Azure;

/// <summary>The emulator of Azure storage, its blobs or its tables, as a process of its own on a free port. It can be stopped and started again over its data.</summary>
public sealed class AzuriteProcess : IAsyncDisposable
{
    // The account that the emulator is documented to have.
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private const string ReadyLine = "successfully listens on http://127.0.0.1:";

    // The tables' program does not tell a port that it has drawn.
    private const string TablesReady = "Table service successfully started on";
    private const int Terminate = 15;

    private readonly string _folder = Directory.CreateTempSubdirectory("triad-azurite-").FullName;
    private Process? _process;

    private readonly bool _tables;

    private AzuriteProcess(bool tables) => _tables = tables;

    /// <summary>The port that it listens on; the same after a restart.</summary>
    public int Port { get; private set; }

    /// <summary>The connection string of its account.</summary>
    public string ConnectionString => _tables ? ConnectionStringOn(Port, "Table") : ConnectionStringOn(Port);

    /// <summary>Starts it on a free port.</summary>
    public static async Task<AzuriteProcess> StartAsync(bool tables = false)
    {
        var azurite = new AzuriteProcess(tables) { Port = tables ? FreePort.Take() : 0 };
        await azurite.RestartAsync();
        return azurite;
    }

    /// <summary>The connection string by way of another port, such as a proxy's.</summary>
    public static string ConnectionStringOn(int port, string service = "Blob") =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};{service}Endpoint=http://127.0.0.1:{port}/{Account};";

    /// <summary>Ends it as an operator does; it writes what it holds and closes.</summary>
    public async Task StopAsync()
    {
        if (_process is null)
            return;
        _ = Kill(_process.Id, Terminate);
        await _process.WaitForExitAsync().WithinAsync("azurite to end");
        _process.Dispose();
        _process = null;
    }

    /// <summary>Starts it again over its data, on its port.</summary>
    public async Task RestartAsync()
    {
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[
            Azurite.ProgramPath(_tables), _tables ? "--tableHost" : "--blobHost", "127.0.0.1", _tables ? "--tablePort" : "--blobPort", Port.ToString(), "--location", _folder, "--silent", "--skipApiVersionCheck",
            "--disableTelemetry"])
            start.ArgumentList.Add(argument);
        var ready = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) =>
        {
            if (_tables && line.Data?.Contains(TablesReady, StringComparison.Ordinal) == true)
                ready.TrySetResult(Port);
            else if (line.Data?.IndexOf(ReadyLine, StringComparison.Ordinal) is >= 0 and var at)
                ready.TrySetResult(int.Parse(line.Data.AsSpan(at + ReadyLine.Length)));
        };
        process.Exited += (_, _) => ready.TrySetException(new InvalidOperationException("azurite ended."));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _process = process;
        Port = await ready.Task.WithinAsync("azurite to listen");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Kill(int process, int signal);
}
