using System.ComponentModel;
using System.Diagnostics;

namespace Triad.EndToEnd.Tests.Evaluation;

/// <summary>A Python with PyTorch, where one is installed.</summary>
internal static class PyTorch
{
    /// <summary>The interpreter; null where there is none.</summary>
    public static string? Interpreter { get; } =
        new[] { Environment.GetEnvironmentVariable("TRIAD_PYTHON"), "python3", "/usr/bin/python3" }.FirstOrDefault(HasPyTorch);

    /// <summary>Skips the test that asks where there is none.</summary>
    public static void SkipWhereMissing() => Assert.SkipWhen(Interpreter is null, "PyTorch is not here");

    private static bool HasPyTorch(string? program)
    {
        if (program is not { Length: > 0 })
            return false;
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, ["-c", "import numpy, onnx, torch"]) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
