using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Triad.Core.Embedding;
using Triad.Inference.Hub;
using Triad.Inference.Hub.Downloads;
using Triad.Inference.Kinds;
using Triad.Inference.Onnx;
using Triad.Inference.Packages;
using Triad.Inference.Scheduling;

namespace Triad.Inference.Hosting;

/// <summary>Adds the embedding part to a host.</summary>
public static class InferenceExtensions
{
    /// <summary>
    /// Adds <see cref="IModelCatalog"/> and what is behind it. Settings are read from the configuration section
    /// <see cref="InferenceOptions.Section"/> where the host has one, and checked when the host starts.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Changes settings after they were read; may be null.</param>
    public static IServiceCollection AddTriadInference(this IServiceCollection services, Action<InferenceOptions>? configure = null)
    {
        var options = services.AddOptions<InferenceOptions>().BindConfiguration(InferenceOptions.Section).ValidateOnStart();
        if (configure is not null)
            options.Configure(configure);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<InferenceOptions>, InferenceOptionsValidator>());
        services.TryAddSingleton<ICudaProbe, CudaProbe>();
        services.TryAddSingleton(CreateChoice);
        services.TryAddSingleton(CreateScheduler);
        services.AddPackageKinds();
        services.TryAddSingleton<PackageLoader>();
        services.AddHubFamilies();
        services.AddModelDownloads();
        services.TryAddSingleton<IModelCatalog, ModelCatalog>();
        return services;
    }

    private static DeviceChoice CreateChoice(IServiceProvider services) => new(
        services.GetRequiredService<IOptions<InferenceOptions>>(),
        services.GetRequiredService<ICudaProbe>(),
        services.GetRequiredService<ILogger<DeviceChoice>>());

    private static EmbeddingScheduler CreateScheduler(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<InferenceOptions>>().Value;
        var device = services.GetRequiredService<DeviceChoice>().Device;
        return new EmbeddingScheduler(
            options.Scheduling,
            options.ExecutorsOn(device),
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILogger<EmbeddingScheduler>>(),
            splits: device == OnnxDevice.Cpu && options.Scheduling.IngestNice > 0);
    }
}
