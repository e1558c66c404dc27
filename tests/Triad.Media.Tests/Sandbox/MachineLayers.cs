using Triad.Media.Sandbox;

namespace Triad.Media.Tests.Sandbox;

/// <summary>The layers that work on this machine.</summary>
internal static class MachineLayers
{
    private static readonly Lazy<SandboxReport> Report = new(() =>
        SandboxProbe.RunAsync(SandboxTools.Find(), "/bin/sh", ["-c", "true"], TimeProvider.System, default)
            .GetAwaiter().GetResult().Setup.Report);

    public static string? WhyMissing(SandboxLayer layer) =>
        Report.Value.Missing.Any(gap => gap.Layer == layer) ? $"This machine refuses a layer of the sandbox: {layer}." : null;
}
