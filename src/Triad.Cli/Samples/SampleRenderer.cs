using System.Diagnostics;
using System.Globalization;
using Triad.Cli.Invocation;
using Triad.Cli.Platform;

namespace Triad.Cli.Samples;

/// <summary>Renders other clips and queries with the generated world; needs Python with numpy.</summary>
internal static class SampleRenderer
{
    public const string PythonVariable = "TRIAD_PYTHON";

    public static async Task RenderAsync(int seed, string folder, CancellationToken cancellationToken)
    {
        var python = await FindPythonAsync(cancellationToken);
        var arguments = new[] { "-m", "training.samples", "--seed", seed.ToString(CultureInfo.InvariantCulture), "--out", folder };
        var (code, error) = await RunAsync(python, arguments, cancellationToken);
        if (code != 0)
            throw new CommandException($"Rendering samples of seed {seed} failed: {error.Trim().Split('\n')[^1]}");
    }

    private static async Task<string> FindPythonAsync(CancellationToken cancellationToken)
    {
        foreach (var candidate in new[] { Environment.GetEnvironmentVariable(PythonVariable), "python3", "/usr/bin/python3" })
        {
            if (candidate is { Length: > 0 } && (await RunAsync(candidate, ["-c", "import numpy"], cancellationToken)).Code == 0)
                return candidate;
        }

        throw new CommandException("--seed needs Python 3 with numpy, and none was found")
        {
            Remedy = $"Install it (Debian: python3-numpy), or set {PythonVariable} to the interpreter that has it",
        };
    }

    private static async Task<(int Code, string Error)> RunAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Checkout.Root ?? Directory.GetCurrentDirectory(),
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            using var stop = cancellationToken.Register(() => process.Kill(entireProcessTree: true));
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = await process.StandardError.ReadToEndAsync(cancellationToken);
            await output;
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, error);
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            return (127, exception.Message);
        }
    }
}
