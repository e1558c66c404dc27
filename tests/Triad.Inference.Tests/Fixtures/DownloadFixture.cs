using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Triad.Core.Errors;
using Triad.Inference.Hosting;
using Triad.Inference.Hub;
using Triad.Inference.Hub.Downloads;
using Triad.Inference.Hub.Downloads.Sources;
using Triad.Testing.Hub;

namespace Triad.Inference.Tests.Fixtures;

/// <summary>A downloader with a models folder of its own and a hub on loopback.</summary>
internal sealed class DownloadFixture : IAsyncDisposable
{
    public const string Repository = "makers/encoder";

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("triad-get-");
    private readonly ServiceProvider _services = new ServiceCollection()
        .AddLogging()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
        .AddTriadInference()
        .BuildServiceProvider();

    private DownloadFixture(SmallHub hub) => Hub = hub;

    public SmallHub Hub { get; }

    public string Models => Path.Combine(_root.FullName, "models");

    public string Package => Path.Combine(Models, "encoder");

    public string Stage => Path.Combine(Models, DownloadStage.FolderName, "encoder");

    public string Pins => Path.Combine(Models, ModelPins.FileName);

    public DownloadOptions Options { get; init; } = new() { FirstPause = TimeSpan.Zero, LongestPause = TimeSpan.Zero };

    public TimeProvider Time { get; set; } = TimeProvider.System;

    public Func<string, long> FreeBytes { get; set; } = _ => long.MaxValue;

    public static async Task<DownloadFixture> StartAsync() =>
        new((await SmallHub.StartAsync()).Add(Repository, HubCopy.MiniLm));

    /// <summary>A sentence encoder in the catalogue, with the sources given or the hub's repository.</summary>
    public static OfferedModel Model(params OfferedSource[] sources) => new(
        "encoder", "An encoder.", new OfferedLicence("mit", null, null), [HubVariant.Fp32, HubVariant.Int8], 1000, 1000, [], [],
        sources.Length > 0 ? sources : [Source]);

    public static OfferedSource Source => new("hub", Repository, "main")
    {
        Files = ["config.json", "tokenizer.json", "modules.json", "1_Pooling/*", "onnx/model{variant}.onnx"],
        Optional = ["sentence_bert_config.json", "README.md", "onnx/model{variant}.onnx_data*"],
    };

    public Task<Result<ImportedModel>> GetAsync(OfferedModel? model = null, CancellationToken cancellationToken = default) =>
        GetAsync(new ModelRequest(model ?? Model(), Models) { From = Hub.Address.ToString() }, cancellationToken);

    public Task<Result<ImportedModel>> GetAsync(ModelRequest request, CancellationToken cancellationToken = default)
    {
        var importer = _services.GetRequiredService<IModelImporter>();
        IModelSource[] sources =
        [
            new HubSource(Time, Options), new NuGetSource(Time, Options), new ExportSource(),
            new RecipeSource(_services.GetRequiredService<IConceptMaker>(), _services.GetRequiredService<IEnsembleMaker>()),
        ];
        return new ModelDownloader(sources, importer, Options) { FreeBytes = FreeBytes }.GetAsync(request, new Silent(), cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Hub.DisposeAsync();
        _root.Delete(recursive: true);
    }

    private sealed class Silent : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value)
        {
            // Nobody reads along.
        }
    }
}
