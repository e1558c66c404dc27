using System.CommandLine;
using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using Triad.Cli.Invocation;
using Triad.Cli.Output;
using Triad.Cli.Platform;
using Triad.Inference.Hub;
using Triad.Inference.Hub.Downloads;

namespace Triad.Cli.Models;

/// <summary><c>triad model get</c>: fetches a model of the catalogue and makes its package.</summary>
internal static class GetCommand
{
    private const string TokenVariable = "HF_TOKEN";
    private const string MirrorTokenVariable = "TRIAD_HUB_TOKEN";

    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "The model, as triad model list names it." };
        var from = new Option<string?>("--from")
        {
            Description = "Take its files from a mirror of the hub, a NuGet feed, or a folder.",
            HelpName = "URL|FOLDER",
        };
        var models = ModelsOption.Create();
        var catalogue = CatalogueOption.Create();
        var variant = Choices.One<HubVariant>(
            "--variant", "The numbers that weights are kept in, the first that the catalogue offers where not given:", "VARIANT");
        var hosts = new Option<string[]>("--allow-host")
        {
            Description = "A host that downloads may be redirected to beside those that are known; may be repeated.",
            HelpName = "HOST",
        };
        var accept = new Option<bool>("--accept-licence") { Description = "You agree to the licence of a model that asks for it." };
        return new Command("get", "Fetch a model, check its files, and make its package. Goes on where an earlier call ended.")
        {
            name, from, models, catalogue, variant, hosts, accept,
        }
            .Runs(async (context, cancellationToken) =>
            {
                var model = CatalogueOption.Find(CatalogueOption.Read(context, catalogue), context.Get(name));
                var request = new ModelRequest(model, ModelsOption.Resolve(context, models))
                {
                    Variant = context.Parsed.GetResult(variant) is null ? null : context.Get(variant),
                    From = context.Get(from),
                    Hosts = context.Get(hosts) ?? [],
                    AcceptsLicence = context.Get(accept),
                    Token = Variable(TokenVariable),
                    MirrorToken = Variable(MirrorTokenVariable),
                    Feed = FeedOf(Checkout.PathOf("nuget.config")),
                };
                await GetAsync(context, request, cancellationToken);
            })
            .WithExamples(
                "triad model get minilm",
                "triad model get embeddinggemma-2 --accept-licence --variant q4",
                "triad model get clip-b32 --from https://mirror.example",
                "triad model get open --from ../shared/models --json");
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    /// <summary>The first feed of a nuget.config; null where it names none.</summary>
    internal static string? FeedOf(string file)
    {
        if (!File.Exists(file))
            return null;
        return XDocument.Load(file).Descendants("packageSources").Elements("add")
            .Select(source => (string?)source.Attribute("value"))
            .FirstOrDefault(value => Uri.TryCreate(value, UriKind.Absolute, out var feed) && feed.Scheme is "http" or "https");
    }

    private static async Task GetAsync(CommandContext context, ModelRequest request, CancellationToken cancellationToken)
    {
        var model = request.Model;
        context.Output.Note($"{model.Name}: {model.Summary} Licence: {model.Licence.Name}.");
        await using var services = LoadedModel.Compose(request.Models, context.Output);
        var downloader = services.GetRequiredService<IModelDownloader>();
        var got = await ProgressDisplay.RunAsync(context.Output, display =>
        {
            var bar = display.Add(model.Name);
            return downloader.GetAsync(request, new ImmediateProgress<DownloadProgress>(one => Report(bar, one)), cancellationToken);
        });
        if (!got.IsOk)
            throw ModelCommand.Refused(got.Error);
        context.Output.Answer(got.Value, screen => screen.Facts(
            ("package", got.Value.Package),
            ("family", got.Value.Family),
            ("kind", got.Value.Kind),
            ("space", got.Value.Space),
            ("size", Tables.Bytes(got.Value.Bytes)),
            ("licence", got.Value.Licence)));
    }

    private static void Report(ProgressItem bar, DownloadProgress progress)
    {
        if (progress.Of > 0)
            bar.Report(100.0 * progress.Done / progress.Of, $"{progress.Activity}  {Tables.Bytes(progress.Done)} of {Tables.Bytes(progress.Of)}");
    }
}
