using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Triad.Core.Embedding;
using Triad.Inference.Hosting;
using Triad.Inference.Packages;

namespace Triad.Inference.Tests.Fixtures;

/// <summary>The embedding part as a host composes it, over a models folder.</summary>
internal sealed class InferenceFixture(
    string modelsFolder, Action<InferenceOptions>? configure = null, Action<IServiceCollection>? register = null) : IDisposable
{
    private readonly ServiceProvider _services = Compose(modelsFolder, configure, register);

    public static string TinyModels => Path.Combine(TestFolders.Data, "tiny-package");

    public IModelCatalog Catalog => _services.GetRequiredService<IModelCatalog>();

    public PackageLoader Loader => _services.GetRequiredService<PackageLoader>();

    public static ServiceProvider Compose(
        string modelsFolder, Action<InferenceOptions>? configure = null, Action<IServiceCollection>? register = null)
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
        return services.BuildServiceProvider();
    }

    public async Task<IEmbedder> GetAsync(string package) => (await Catalog.GetAsync(package, CancellationToken.None)).Value;

    public void Dispose() => _services.Dispose();
}
