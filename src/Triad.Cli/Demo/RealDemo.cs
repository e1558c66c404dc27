using System.Globalization;
using Triad.Cli.Evaluation;
using Triad.Cli.Invocation;
using Triad.Cli.Output;
using Triad.Cli.Platform;
using Triad.Evaluation.Footage;

namespace Triad.Cli.Demo;

/// <summary><c>triad demo --real</c>: real photographs, sounds and texts as short videos, and sixty queries, beside chance.</summary>
internal static class RealDemo
{
    private const int Parallel = 4;

    /// <summary>Runs it.</summary>
    /// <param name="context">The command's.</param>
    /// <param name="package">The package's folder.</param>
    /// <param name="media">Pictures and sounds with captions; null for Tuxpaint's.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<int> RunAsync(CommandContext context, string package, string? media, CancellationToken cancellationToken)
    {
        var items = CaptionedMedia.Read(media ?? await StampFolder.FindAsync(context, cancellationToken));
        using var scratch = new ScratchFolder(keep: false);
        var models = ModelFolder.Make(package, scratch["models"]);
        context.Output.Note($"Starting a platform that serves {models.PackageId} ...");
        await using var platform = new StartedPlatform(
            await LocalPlatform.StartAsync(scratch["data"], models.Path, null, cancellationToken), models.PackageId);
        var demo = new FootageDemo(platform, models.PackageId, scratch["films"], Parallel);
        var report = await ProgressDisplay.RunAsync(context.Output, display => demo.RunAsync(items, display, cancellationToken));
        context.Output.Answer(report, screen => Show(screen, report));
        return ExitCode.Success;
    }

    private static void Show(Screen screen, FootageReport report)
    {
        var table = Tables.Of("asked", "queries", "R@1", "R@5", "R@10", "chance");
        foreach (var (name, figures) in report.Questions)
            table.Row(
                name,
                figures.N.ToString(CultureInfo.InvariantCulture),
                Share(figures.R1),
                Share(figures.R5),
                Share(figures.R10),
                $"{Share(figures.Chance)} / {Share(Math.Min(1, 5 * figures.Chance))} / {Share(Math.Min(1, 10 * figures.Chance))}");
        screen.Write(table);
        screen.WriteLine($"{report.Pool} videos in one library, space {report.Space}, {Tables.Number(report.Seconds, 0)} s.");
    }

    private static string Share(double share) => $"{Tables.Number(100 * share, 1)} %";
}
