using System.ComponentModel;
using System.Diagnostics;

namespace Triad.EndToEnd.Tests.Evaluation;

/// <summary>A fact that needs Python with PyTorch; skipped where none is installed.</summary>
public sealed class PyTorchFactAttribute : FactAttribute
{
    public PyTorchFactAttribute()
    {
        if (Interpreter is null)
            Skip = "PyTorch is not here";
    }

    /// <summary>The interpreter; null where there is none.</summary>
    public static string? Interpreter { get; } =
        new[] { Environment.GetEnvironmentVariable("TRIAD_PYTHON"), "python3", "/usr/bin/python3" }.FirstOrDefault(HasPyTorch);

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
