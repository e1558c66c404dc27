using Triad.Media.Sandbox;

namespace Triad.Media.Tests.Sandbox;

/// <summary>The layers that work on this machine.</summary>
internal static class MachineLayers
{
    private static readonly Lazy<SandboxReport> Report = new(() =>
        SandboxProbe.RunAsync(SandboxTools.Find(), "/bin/sh", ["-c", "true"], TimeProvider.System, default)
            .GetAwaiter().GetResult().Setup.Report);

    /// <summary>Skips the test that asks where this machine's kernel or tools refuse the layer.</summary>
    public static void SkipWithout(SandboxLayer layer) => Assert.SkipWhen(
        Report.Value.Missing.Any(gap => gap.Layer == layer), $"This machine refuses a layer of the sandbox: {layer}.");
}
