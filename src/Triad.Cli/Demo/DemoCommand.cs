using System.CommandLine;
using System.Security.Cryptography;
using Triad.Cli.Connection;
using Triad.Cli.Invocation;
using Triad.Cli.Models;
using Triad.Cli.Output;
using Triad.Cli.Platform;
using Triad.Cli.Samples;

namespace Triad.Cli.Demo;

/// <summary><c>triad demo</c>: exit code 0 only where the expected videos come first.</summary>
internal static class DemoCommand
{
    private const int ShownText = 60;
    private const string OwnTenant = "demo";

    private static readonly Option<DirectoryInfo?> Samples = new("--samples")
    {
        Description = "Clips and queries; otherwise samples/ of the checkout.",
        HelpName = "DIR",
    };

    private static readonly Option<DirectoryInfo?> Model = new("--model")
    {
        Description = "The model package; otherwise models/triad-mini of the checkout, or with --real the package open.",
        HelpName = "DIR",
    };

    private static readonly Option<int?> Seed = new("--seed")
    {
        Description = "Render other clips and queries (needs Python with numpy).",
        HelpName = "NUMBER",
    };

    private static readonly Option<bool> Real = new("--real")
    {
        Description = "Real photographs, sounds and texts (Debian's tuxpaint-stamps-default, installed where that is allowed) and sixty queries.",
    };

    private static readonly Option<DirectoryInfo?> Media = new("--media")
    {
        Description = "With --real: a folder of your own, pictures and sounds with captions (cow.png, cow.ogg, cow.txt).",
        HelpName = "DIR",
    };

    private static readonly Option<bool> Keep = new("--keep") { Description = "Keep the temporary folder with data, clips and log." };

    private static readonly Option<bool> Verbose = new("--verbose") { Description = "Show what the server prints." };

    public static Command Create() => new Command("demo", "Start a platform, or take the one of --address, put the samples in, ask queries of every kind, check the answers.")
    {
        Samples,
        Model,
        Seed,
        Real,
        Media,
        Keep,
        Verbose,
    }.Runs(RunAsync).WithExamples("triad demo", "triad demo --seed 7", "triad demo --real", "triad demo --address http://127.0.0.1:7443", "triad demo --model my-package --json");

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (context.Get(Real))
        {
            var package = PackageChoice.Find(context.Get(Model)?.FullName ?? PackageChoice.Open, Checkout.PathOf("models"));
            return await RealDemo.RunAsync(context, package, context.Get(Media)?.FullName, cancellationToken);
        }

        if (context.Get(Media) is { } media)
            throw CommandException.WrongUse(Media.Name, media.Name, $"Give {Real.Name} too, or leave it out");
        using var scratch = new ScratchFolder(context.Get(Keep));
        if (context.Get(Keep))
            context.Output.Note($"Everything is kept in {scratch.Path}.");
        var samples = await SampleSet.ReadAsync(await FolderAsync(context, scratch, cancellationToken), cancellationToken);
        var models = ModelFolder.Make(context.Get(Model)?.FullName ?? Checkout.PathOf("models", "triad-mini"), scratch["models"]);

        var report = context.Get(GlobalOptions.Address) is null
            ? await RunOnItsOwnAsync(context, scratch["data"], models, samples, cancellationToken)
            : await RunOnAnotherAsync(context, models.PackageId, samples, cancellationToken);
        context.Output.Answer(report, screen => Show(screen, report));
        return report.Passed ? ExitCode.Success : ExitCode.Failed;
    }

    private static async Task<DemoReport> RunOnItsOwnAsync(
        CommandContext context, string data, ModelFolder models, SampleSet samples, CancellationToken cancellationToken)
    {
        context.Output.Note("Starting a platform ...");
        await using var platform = await LocalPlatform.StartAsync(
            data, models.Path, context.Get(Verbose) ? context.Parsed.InvocationConfiguration.Error : null, cancellationToken);
        context.Output.Note($"It serves on {platform.Address}.");
        using var client = platform.Connect();
        var run = new DemoRun(client, key => platform.Connect(key), OwnTenant, samples, context.Output);
        return await run.RunAsync(models.PackageId, context.Get(Seed), cancellationToken);
    }

    // The tenant stays there afterwards; each run has its own, so that it can be run again.
    private static async Task<DemoReport> RunOnAnotherAsync(
        CommandContext context, string package, SampleSet samples, CancellationToken cancellationToken)
    {
        var settings = ConnectionSettings.Resolve(context.Parsed);
        using var client = settings.Connect();
        var tenant = $"{OwnTenant}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
        var run = new DemoRun(client, key => (settings with { Key = key }).Connect(), tenant, samples, context.Output);
        return await run.RunAsync(package, context.Get(Seed), cancellationToken);
    }

    private static async Task<string> FolderAsync(CommandContext context, ScratchFolder scratch, CancellationToken cancellationToken)
    {
        if (context.Get(Seed) is not { } seed)
            return context.Get(Samples)?.FullName ?? Checkout.PathOf("samples");
        context.Output.Note($"Rendering samples of seed {seed} ...");
        await SampleRenderer.RenderAsync(seed, scratch["samples"], cancellationToken);
        return scratch["samples"];
    }

    private static void Show(Screen screen, DemoReport report)
    {
        var table = Tables.Of("query", "kind", "expected", "rank", "score", Tables.Spare("moment"), "came first", Tables.Spare("words"));
        foreach (var answer in report.Queries)
        {
            table.Row(
                answer.Id,
                answer.Kind,
                answer.Expected,
                answer.Rank?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-",
                answer.Score is { } score ? Tables.Number(score, 3) : "-",
                answer.Moment is { } moment ? Tables.Span(moment) : "-",
                answer.Rank == 1 ? string.Empty : answer.First,
                Shorten(answer.Text));
        }

        screen.Write(table);
        screen.WriteLine(
            $"Expected first: {report.First} of {report.Queries.Count} (needed: {DemoReport.FirstShareNeeded:P0}); "
            + $"beyond rank {DemoReport.RankAllowed}: {report.BeyondThird} (allowed: 0). {(report.Passed ? "PASSED" : "FAILED")}");
    }

    private static string? Shorten(string? text) => text is { Length: > ShownText } ? $"{text[..(ShownText - 1)]}…" : text;
}
