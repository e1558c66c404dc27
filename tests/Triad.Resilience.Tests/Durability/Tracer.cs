using System.Diagnostics;

namespace Triad.Resilience.Tests.Durability;

/// <summary>What watches the server's system calls, where that may be done.</summary>
internal static class Tracer
{
    private static readonly Lazy<bool> Tried = new(TryTrace);

    /// <summary>True where it may be done.</summary>
    public static bool MayTrace => Tried.Value;

    /// <summary>Skips the test that asks where it may not be done.</summary>
    public static void SkipWhereMissing() => Assert.SkipUnless(MayTrace, "strace is not here, or may not trace");

    private static bool TryTrace()
    {
        try
        {
            using var trace = Process.Start(new ProcessStartInfo("strace", ["-f", "-o", "/dev/null", "true"]) { RedirectStandardError = true })!;
            trace.WaitForExit();
            return trace.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
