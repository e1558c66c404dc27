using System.CommandLine;
using System.Globalization;
using Triad.Cli.Invocation;
using Triad.Cli.Output;
using Triad.Evaluation.Checking;

namespace Triad.Cli.Models;

/// <summary><c>triad model check</c>: is a package whole, and does it compute what it should?</summary>
internal static class CheckCommand
{
    // What single precision leaves between two implementations of one model.
    private const double Tolerance = 1e-4;

    public static Command Create()
    {
        var package = ModelCommand.Package();
        var golden = new Option<DirectoryInfo?>("--golden")
        {
            Description = "Compare with stored results: runs the package on inputs.npz of this folder and compares every key of outputs.npz.",
            HelpName = "DIR",
        };
        var dump = new Option<FileInfo?>("--dump") { Description = "With --golden: write what was computed.", HelpName = "FILE.npz" };
        return new Command("check", "Check a package: hashes, names and shapes, one run of every graph; or compare it with stored results.") { package, golden, dump }
            .Runs(async (context, cancellationToken) =>
            {
                var folder = ModelCommand.FolderOf(context.Parsed.GetValue(package));
                var file = context.Parsed.GetValue(dump)?.FullName;
                if (context.Parsed.GetValue(golden) is { } stored)
                    return Compare(context, folder, stored.FullName, file, cancellationToken);
                if (file is not null)
                    throw new CommandException("--dump is for comparisons.") { Field = "--dump", Value = file, Remedy = "Give --golden too." };
                await ModelCommand.ShowAsync(context, folder, cancellationToken);
                return ExitCode.Success;
            })
            .WithExamples("triad model check", "triad model check my-package --golden results --dump computed.npz --json");
    }

    private static int Compare(CommandContext context, string package, string golden, string? dump, CancellationToken cancellationToken)
    {
        var run = GoldenCheck.Run(package, golden, dump, cancellationToken);
        if (!run.IsOk)
            throw new CommandException(run.Error.Message) { Field = run.Error.Field, Value = run.Error.Value, Remedy = run.Error.Remedy };
        var report = run.Value;
        context.Output.Answer(report, screen =>
        {
            var table = Tables.Of("key", "largest difference", "smallest cosine");
            foreach (var (key, difference) in report.Keys)
                table.Row(key, Scientific(difference.MaxAbsDiff), difference.MinCosine.ToString("0.0000000", CultureInfo.InvariantCulture));
            screen.Write(table);
        });
        if (report.MaxAbsDiff <= Tolerance)
            return ExitCode.Success;
        context.Output.Note($"The largest difference is {Scientific(report.MaxAbsDiff)}, more than {Scientific(Tolerance)}: the package does not compute what was stored.");
        return ExitCode.Failed;
    }

    private static string Scientific(double value) => value.ToString("0.0e+0", CultureInfo.InvariantCulture);
}
