using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Triad.Cli.Invocation;
using Triad.Cli.Output;
using Triad.Inference.Hub;

namespace Triad.Cli.Models;

/// <summary><c>triad model remote</c>: makes a package of an endpoint that embeds.</summary>
internal static class RemoteCommand
{
    public static Command Create()
    {
        var url = new Argument<string>("URL") { Description = "The endpoint's address, such as https://gpu.example/v1/embeddings." };
        var package = new Option<DirectoryInfo>("--out")
        {
            Description = "The package to write, which must not be there yet. The folder's name becomes the package's id.",
            HelpName = "PACKAGE",
            Required = true,
        };
        var model = Text("--model", "The model's name there.", "NAME");
        model.Required = true;
        var form = Choices.One<RemoteFormName>("--form", "How requests are written, openai where not given:", "FORM");
        var takes = Many("--takes", "What the endpoint takes: t (text), v (frames), a (sound); t where not given.", "LETTER");
        var stores = Many("--stores", "What is stored of a segment: full, or masks such as v or tv; full where not given.", "NAME");
        var mixes = new Option<bool>("--mixes") { Description = "The endpoint makes one vector of several contents." };
        var video = new Option<bool>("--video") { Description = "Send clips as video files, not frame by frame." };
        var dimensions = new Option<int?>("--dimensions") { Description = "Ask for vectors of so many numbers.", HelpName = "N" };
        var variable = Text("--secret-variable", "The environment variable that has the secret; never the secret itself.", "NAME");
        var file = Text("--secret-file", "The file that has the secret.", "PATH");
        var header = Text("--header", "The header that the secret goes into; Authorization: Bearer where not given.", "NAME");
        var moved = Text("--url-variable", "An environment variable whose address is asked instead where it is set.", "NAME");
        var plaintext = new Option<bool>("--plaintext")
        {
            Description = "Send the secret over plain HTTP: only where nobody else reads the line.",
        };
        var query = Text("--query-prompt", "What stands before a text that asks.", "TEXT");
        var document = Text("--document-prompt", "What stands before a text that is stored.", "TEXT");
        var licence = Text("--licence", "Licence of the weights, or terms of the service; not stated where not given.", "NAME");
        return new Command("remote", "Make a package of an endpoint that embeds, such as vLLM's, SGLang's, TEI's or OpenAI's.")
        {
            url, package, model, form, takes, stores, mixes, video, dimensions, variable, file, header, moved, plaintext, query,
            document, licence,
        }
            .Runs(async (context, cancellationToken) =>
            {
                await using var services = LoadedModel.Compose(models: ".", context.Output);
                var made = await services.GetRequiredService<IRemotePackager>().MakeAsync(
                    new RemotePackageRequest(context.Get(package)!.FullName, context.Get(url)!, context.Get(model)!)
                    {
                        Form = $"{context.Get(form)}".ToLowerInvariant(),
                        Modalities = context.Get(takes) is { Length: > 0 } taken ? taken : ["t"],
                        Representations = context.Get(stores) is { Length: > 0 } stored ? stored : ["full"],
                        Mixes = context.Get(mixes),
                        SendsVideo = context.Get(video),
                        Dimensions = context.Get(dimensions),
                        SecretVariable = context.Get(variable),
                        SecretFile = context.Get(file),
                        Header = context.Get(header),
                        UrlVariable = context.Get(moved),
                        AllowsPlaintext = context.Get(plaintext),
                        QueryPrompt = context.Get(query) ?? "",
                        DocumentPrompt = context.Get(document) ?? "",
                        Licence = context.Get(licence) ?? "not stated",
                    },
                    cancellationToken);
                if (!made.IsOk)
                    throw ModelCommand.Refused(made.Error);
                context.Output.Answer(made.Value, screen => screen.Facts(
                    ("package", made.Value.Package),
                    ("model", made.Value.Family),
                    ("kind", made.Value.Kind),
                    ("space", made.Value.Space),
                    ("licence", made.Value.Licence)));
            })
            .WithExamples(
                "triad model remote http://localhost:8080/v1/embeddings --model bge-m3 --out models/bge-m3",
                "triad model remote https://gpu.example/v1/embeddings --model Qwen/Qwen3-VL-Embedding-2B --form messages"
                    + " --takes t v --mixes --secret-variable GPU_KEY --out models/qwen");
    }

    private static Option<string?> Text(string name, string description, string helpName) =>
        new(name) { Description = description, HelpName = helpName };

    private static Option<string[]> Many(string name, string description, string helpName) =>
        new(name) { Description = description, HelpName = helpName, AllowMultipleArgumentsPerToken = true };
}
