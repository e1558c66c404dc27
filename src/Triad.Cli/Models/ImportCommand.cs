using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Triad.Cli.Invocation;
using Triad.Cli.Output;
using Triad.Inference.Hub;

namespace Triad.Cli.Models;

/// <summary><c>triad model import</c>: makes a package of a model's folder as it lies on the hub.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("FOLDER") { Description = "The model's folder, with its config.json." };
        var package = new Option<DirectoryInfo>("--out")
        {
            Description = "The package to write, which must not be there yet. The folder's name becomes the package's id.",
            HelpName = "PACKAGE",
            Required = true,
        };
        var variant = Choices.One<HubVariant>("--variant", "The numbers that weights are kept in, fp32 where not given:", "VARIANT");
        var dimensions = new Option<int?>("--dimensions")
        {
            Description = "Numbers that a vector keeps, all where not given. Only for models that were trained for it, such as EmbeddingGemma 2.",
            HelpName = "N",
        };
        return new Command("import", "Make a package of a model's folder as it lies on the hub.") { folder, package, variant, dimensions }
            .Runs(async (context, cancellationToken) =>
            {
                await using var services = LoadedModel.Compose(models: ".", context.Output);
                var imported = await services.GetRequiredService<IModelImporter>().ImportAsync(
                    new ImportRequest(context.Get(folder).FullName, context.Get(package)!.FullName, context.Get(variant))
                    {
                        Dimensions = context.Get(dimensions),
                    },
                    cancellationToken);
                if (!imported.IsOk)
                    throw ModelCommand.Refused(imported.Error);
                context.Output.Answer(imported.Value, screen => screen.Facts(
                    ("package", imported.Value.Package),
                    ("family", imported.Value.Family),
                    ("kind", imported.Value.Kind),
                    ("space", imported.Value.Space),
                    ("size", Tables.Bytes(imported.Value.Bytes)),
                    ("licence", imported.Value.Licence)));
            })
            .WithExamples("triad model import all-MiniLM-L6-v2 --out minilm",
                "triad model import bge-small-en-v1.5 --out bge-int8 --variant int8 --json",
                "triad model import embeddinggemma-2-ONNX --out gemma --variant q4 --dimensions 256");
    }
}
