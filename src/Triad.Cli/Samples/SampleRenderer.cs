using System.Globalization;
using Triad.Cli.Invocation;
using Triad.Cli.Platform;

namespace Triad.Cli.Samples;

/// <summary>Renders other clips and queries with the generated world; needs Python with numpy.</summary>
internal static class SampleRenderer
{
    public static async Task RenderAsync(int seed, string folder, CancellationToken cancellationToken)
    {
        var python = await PythonProgram.FindAsync("--seed", ["numpy"], "python3-numpy", cancellationToken);
        string[] arguments = ["-m", "training.samples", "--seed", seed.ToString(CultureInfo.InvariantCulture), "--out", folder];
        var (code, error) = await python.RunAsync(arguments, null, cancellationToken);
        if (code != 0)
            throw new CommandException($"Rendering samples of seed {seed} failed: {error.Trim().Split('\n')[^1]}");
    }
}
