using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Triad.Cli.Invocation;
using Triad.Cli.Output;
using Triad.Inference.Hub;

namespace Triad.Cli.Models;

/// <summary><c>triad model ensemble</c>: makes one package of several.</summary>
internal static class EnsembleCommand
{
    public static Command Create()
    {
        var members = new Option<string[]>("--member")
        {
            Description = "A package and the name that its vectors get; perhaps how much its scores count, 1 where not given. Repeated.",
            HelpName = "NAME=PACKAGE[:WEIGHT]",
            Required = true,
        };
        var package = new Option<DirectoryInfo>("--out")
        {
            Description = "The package to write, which must not be there yet. The folder's name becomes the package's id.",
            HelpName = "PACKAGE",
            Required = true,
        };
        var noNames = new Option<bool>("--no-names") { Description = "Do not read a video's name as words of each of its segments." };
        return new Command("ensemble", "Make one package of several, whose scores are made comparable and summed.") { members, package, noNames }
            .Runs(async (context, cancellationToken) =>
            {
                await using var services = LoadedModel.Compose(models: ".", context.Output);
                var made = await services.GetRequiredService<IEnsembleMaker>().MakeAsync(
                    new EnsembleRequest([.. (context.Get(members) ?? []).Select(Read)], context.Get(package)!.FullName)
                    {
                        ReadsNames = !context.Get(noNames),
                    },
                    cancellationToken);
                if (!made.IsOk)
                    throw ModelCommand.Refused(made.Error);
                context.Output.Answer(made.Value, screen => screen.Facts(
                    ("package", made.Value.Package),
                    ("space", made.Value.Space),
                    ("stored", string.Join(", ", made.Value.Representations)),
                    ("size", Tables.Bytes(made.Value.Bytes)),
                    ("licence", made.Value.Licence)));
            })
            .WithExamples(
                "triad model ensemble --member pictures=models/clip --member words=models/minilm:0.5 --out models/mine",
                "triad model ensemble --member clip=clip --member clap=clap --out both --json");
    }

    // A path may have a colon: what stands after the last one is a weight where it is a number.
    private static EnsembleChoice Read(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0 || equals == text.Length - 1)
        {
            throw new CommandException($"--member is '{text}'.")
            {
                Field = "--member", Value = text, Remedy = "Write it as NAME=PACKAGE or NAME=PACKAGE:WEIGHT.",
            };
        }

        var (name, package) = (text[..equals], text[(equals + 1)..]);
        var colon = package.LastIndexOf(':');
        return colon > 0 && double.TryParse(package.AsSpan(colon + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var weight)
            ? new EnsembleChoice(name, package[..colon], weight)
            : new EnsembleChoice(name, package, 1);
    }
}
