using System.CommandLine;
using System.Globalization;
using Triad.Cli.Invocation;
using Triad.Cli.Output;
using Triad.Evaluation.Checking;

namespace Triad.Cli.Models;

/// <summary><c>triad model compare</c>: what do two packages of one model cost, graph by graph, and how far apart are they?</summary>
internal static class CompareCommand
{
    private const int DefaultRows = 8;
    private const int DefaultLength = 12;
    private const int DefaultRounds = 15;

    public static Command Create()
    {
        var package = Folder("PACKAGE", "The folder of the package to look at.");
        var other = Folder("OTHER", "The folder of the package that it is made of, or another.");
        var rows = Number("--rows", "Rows of a batch.", DefaultRows);
        var length = Number("--length", "Length of each row: words, runs of frames, multiples of the padding, tokens.", DefaultLength);
        var rounds = Number("--rounds", "How often each graph runs; the medians count.", DefaultRounds);
        return new Command("compare", "Compare two packages graph by graph: size, time and cosines on the same made-up batches.") { package, other, rows, length, rounds }
            .Runs((context, cancellationToken) =>
            {
                Compare(
                    context, (context.Get(package).FullName, context.Get(other).FullName), [Positive(context, rows), Positive(context, length), Positive(context, rounds)], cancellationToken);
                return Task.CompletedTask;
            })
            .WithExamples("triad model compare models/mini-int8 models/triad-mini", "triad model compare mini-half models/triad-mini --rows 1 --json");
    }

    private static void Compare(CommandContext context, (string Package, string Other) folders, int[] sizes, CancellationToken cancellationToken)
    {
        var run = PackageComparison.Run(folders.Package, folders.Other, sizes[0], sizes[1], sizes[2], cancellationToken);
        if (!run.IsOk)
            throw new CommandException(run.Error.Message) { Field = run.Error.Field, Value = run.Error.Value, Remedy = run.Error.Remedy };
        context.Output.Answer(run.Value, screen =>
        {
            var table = Tables.Of("graph", "size", "other's", "ms", "other's", "times as fast", "smallest cosine");
            foreach (var (graph, compared) in run.Value)
                table.Row(
                    graph,
                    Tables.Bytes(compared.Bytes),
                    Tables.Bytes(compared.OtherBytes),
                    Tables.Number(compared.Milliseconds, 3),
                    Tables.Number(compared.OtherMilliseconds, 3),
                    Tables.Number(compared.Ratio, 2),
                    compared.MinCosine?.ToString("0.000000", CultureInfo.InvariantCulture) ?? "other sizes");
            screen.Write(table);
        });
    }

    private static Argument<DirectoryInfo> Folder(string name, string description) => new(name) { Description = description };

    private static Option<int> Number(string name, string description, int value) =>
        new(name) { Description = description, DefaultValueFactory = _ => value, HelpName = "NUMBER" };

    private static int Positive(CommandContext context, Option<int> option) => context.Get(option) is > 0 and <= 4096 and var value
        ? value
        : throw CommandException.WrongUse(option.Name, context.Get(option).ToString(CultureInfo.InvariantCulture), "Give 1 to 4096");
}
