using System.Diagnostics;

namespace Triad.EndToEnd.Tests.Durability;

/// <summary>A test that watches the server's system calls, where that may be done.</summary>
public sealed class TracerFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> MayTrace = new(TryTrace);

    public TracerFactAttribute()
    {
        if (!MayTrace.Value)
            Skip = "strace is not here, or may not trace";
    }

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
