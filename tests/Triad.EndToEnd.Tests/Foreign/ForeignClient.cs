using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace Triad.EndToEnd.Tests.Foreign;

/// <summary>A client that is not ours: a script under tests/foreign that speaks gRPC with its own language's library.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Missing">Why it cannot run here; null where it can.</param>
/// <param name="Command">The program and its first arguments.</param>
internal sealed record ForeignClient(string Name, string? Missing, IReadOnlyList<string> Command)
{
    // Far above what all checks take; a check that hangs fails them all.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private static readonly string Scripts = Path.Combine(Checkout.Root, "tests", "foreign");

    private static readonly string NodeModules = Path.Combine(Checkout.Root, "artifacts", "foreign", "js", "node_modules");

    public static ForeignClient Node { get; } = new(
        "node",
        Directory.Exists(Path.Combine(NodeModules, "@grpc", "grpc-js")) && Runs("node", "--version")
            ? null
            : "Node.js with @grpc/grpc-js is not here; ./triad test installs it where it may.",
        ["node", Path.Combine(Scripts, "js", "checks.js"), Path.Combine(Checkout.Root, "src", "Triad.Contracts")]);

    public static ForeignClient Python { get; } = FindPython();

    /// <summary>Runs its checks against a server; what came of each. Where it cannot run, the test that asks is skipped.</summary>
    public async Task<IReadOnlyDictionary<string, (bool Ok, string Detail)>> RunAsync(Uri address, string operatorKey, string? authority)
    {
        string[] arguments =
            [.. Command.Skip(1), address.Authority, operatorKey, Path.Combine(Checkout.Samples, "sample-00.mp4"), .. authority is null ? [] : new[] { authority }];
        var start = new ProcessStartInfo(Command[0], arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["NODE_PATH"] = NodeModules;
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            var output = await process.StandardOutput.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            var checks = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse).ToDictionary(check => check.Name, check => check.Outcome);
            return checks.Count > 0 ? checks : throw new InvalidOperationException($"{Name} checked nothing: {await errors}");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }

    private static (string Name, (bool Ok, string Detail) Outcome) Parse(string line)
    {
        var check = JsonDocument.Parse(line).RootElement;
        return (check.GetProperty("check").GetString()!, (check.GetProperty("ok").GetBoolean(), check.GetProperty("detail").GetString()!));
    }

    // The Python on PATH may be another than the system's, which has Debian's packages.
    private static ForeignClient FindPython()
    {
        var candidates = new[] { Environment.GetEnvironmentVariable("TRIAD_PYTHON"), "python3", "/usr/bin/python3" };
        var python = candidates.FirstOrDefault(candidate => candidate is { Length: > 0 } && Runs(candidate, "-c", "import grpc, google.protobuf"));
        return new ForeignClient(
            "python",
            python is null ? "Python with grpcio is not here; ./triad test installs it where it may." : null,
            [python ?? "python3", Path.Combine(Scripts, "python", "checks.py")]);
    }

    private static bool Runs(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false; // There is no such program.
        }
    }
}
