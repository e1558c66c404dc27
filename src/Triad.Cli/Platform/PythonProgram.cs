using System.ComponentModel;
using System.Diagnostics;
using Triad.Cli.Invocation;

namespace Triad.Cli.Platform;

/// <summary>A Python that has the modules that a command needs; runs the checkout's own modules.</summary>
internal sealed class PythonProgram
{
    public const string Variable = "TRIAD_PYTHON";

    private const int NotStarted = 127;

    private readonly string _interpreter;

    private PythonProgram(string interpreter) => _interpreter = interpreter;

    /// <summary>Finds an interpreter.</summary>
    /// <param name="what">What needs it, for the error.</param>
    /// <param name="modules">What it must be able to import.</param>
    /// <param name="packages">The Debian packages that bring that, for the error.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public static async Task<PythonProgram> FindAsync(string what, string[] modules, string packages, CancellationToken cancellationToken)
    {
        foreach (var candidate in new[] { Environment.GetEnvironmentVariable(Variable), "python3", "/usr/bin/python3" })
        {
            if (candidate is not { Length: > 0 })
                continue;
            var python = new PythonProgram(candidate);
            if ((await python.RunAsync(["-c", $"import {string.Join(", ", modules)}"], null, cancellationToken)).Code == 0)
                return python;
        }

        throw new CommandException($"{what} needs Python 3 with {string.Join(" and ", modules)}, and none was found")
        {
            Remedy = $"Install it (Debian: {packages}), or set {Variable} to the interpreter that has it",
        };
    }

    /// <summary>Runs it in the checkout's root.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="onLine">Told every line of its standard output.</param>
    /// <param name="cancellationToken">Kills it.</param>
    /// <returns>Its exit code and what it said on standard error.</returns>
    public async Task<(int Code, string Error)> RunAsync(string[] arguments, Action<string>? onLine, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(_interpreter, arguments)
        {
            WorkingDirectory = Checkout.Root ?? Directory.GetCurrentDirectory(),
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            using var stop = cancellationToken.Register(() => process.Kill(entireProcessTree: true));
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
                onLine?.Invoke(line);
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, await error);
        }
        catch (Win32Exception exception)
        {
            return (NotStarted, exception.Message);
        }
    }
}
