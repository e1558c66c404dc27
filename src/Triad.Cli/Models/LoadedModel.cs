using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Triad.Cli.Invocation;
using Triad.Cli.Output;
using Triad.Cli.Platform;
using Triad.Core.Embedding;
using Triad.Core.Media;
using Triad.Inference.Hosting;
using Triad.Inference.Onnx;
using Triad.Media;

namespace Triad.Cli.Models;

/// <summary>A model package loaded in this process, every graph run once.</summary>
internal sealed class LoadedModel : IAsyncDisposable
{
    private readonly ScratchFolder _scratch;
    private readonly ServiceProvider _services;

    private LoadedModel(ScratchFolder scratch, ServiceProvider services, IEmbedder embedder)
    {
        _scratch = scratch;
        _services = services;
        Embedder = embedder;
    }

    public IEmbedder Embedder { get; }

    /// <summary>Decodes media as the platform does.</summary>
    public IMediaDecoder Decoder => _services.GetRequiredService<IMediaDecoder>();

    /// <summary>Where its graphs run.</summary>
    public string Device => _services.GetRequiredService<DeviceChoice>().Description;

    /// <summary>Loads a package.</summary>
    /// <exception cref="CommandException">It is no package, or one that cannot be used; the message names file and field.</exception>
    public static async Task<LoadedModel> LoadAsync(string package, CommandOutput output, CancellationToken cancellationToken)
    {
        var scratch = new ScratchFolder(keep: false);
        ServiceProvider? services = null;
        try
        {
            var models = ModelFolder.Make(package, scratch["models"]);
            services = Compose(models.Path, output);
            var loaded = await services.GetRequiredService<IModelCatalog>().GetAsync(models.PackageId, cancellationToken);
            if (!loaded.IsOk)
                throw ModelCommand.Refused(loaded.Error);
            return new LoadedModel(scratch, services, loaded.Value);
        }
        catch
        {
            if (services is not null)
                await services.DisposeAsync();
            scratch.Dispose();
            throw;
        }
    }

    /// <summary>The embedding part over a folder of packages, and the decoder.</summary>
    public static ServiceProvider Compose(string models, CommandOutput output) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationManager())
        .AddLogging(log => log.ClearProviders().AddProvider(new CommandLog(output)))
        .AddTriadInference(options => options.ModelsFolder = models)
        .AddTriadMedia()
        .BuildServiceProvider();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _scratch.Dispose();
    }
}
