using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Triad.Core.Embedding;
using Triad.Inference.Hosting;

namespace Triad.Inference.Tests.Fixtures;

/// <summary>The embedding part as a host composes it, over a models folder.</summary>
internal sealed class InferenceFixture : IDisposable
{
    private readonly ServiceProvider _services;

    public InferenceFixture(string modelsFolder, Action<InferenceOptions>? configure = null, Action<IServiceCollection>? register = null)
    {
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddTriadInference(options =>
            {
                options.ModelsFolder = modelsFolder;
                configure?.Invoke(options);
            });
        register?.Invoke(services);
        _services = services.BuildServiceProvider();
    }

    public static string TinyModels => Path.Combine(TestFolders.Data, "tiny-package");

    public IModelCatalog Catalog => _services.GetRequiredService<IModelCatalog>();

    public async Task<IEmbedder> GetAsync(string package) => (await Catalog.GetAsync(package, CancellationToken.None)).Value;

    public void Dispose() => _services.Dispose();
}
