using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Serialization.Configuration;

namespace Orleans.Hosting;

/// <summary>The services of a silo.</summary>
internal static class SiloServices
{
    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        if (services.Any(service => service.ServiceType == typeof(ActivationDirectory)))
            return;

        services.AddOptions();
        services.AddLogging();
        AddOptions(services, configuration);
        AddSerialization(services);
        AddTimeProviders(services);
        AddRuntime(services);
    }

    private static void AddOptions(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ClusterOptions>().Configure(options => configuration.GetSection("Orleans").Bind(options));
        services.AddOptions<SiloOptions>().Configure(options => options.SiloName = configuration["Orleans:Name"] ?? options.SiloName);
        services.AddSingleton<IConfigurationValidator>(provider =>
            ActivatorUtilities.CreateInstance<OneProcessValidator>(provider, configuration));
        services.AddOptions<GrainTypeOptions>().Configure(options =>
        {
            options.Classes.UnionWith(GrainAssemblies.Types().Where(GrainAssemblies.IsGrainClass));
            options.Interfaces.UnionWith(GrainAssemblies.Types().Where(GrainAssemblies.IsGrainInterface));
        });
    }

    private static void AddSerialization(IServiceCollection services)
    {
        services.AddOptions<TypeManifestOptions>().Configure(options => options.Converters.UnionWith(
            GrainAssemblies.Types().Where(type => type.IsDefined(typeof(RegisterConverterAttribute), inherit: false))));
        services.AddSingleton<CodecProvider>();
        services.AddSingleton<CopyContextPool>();
        services.AddSingleton<DeepCopier>();
        services.AddSingleton<ICopierSource, GrainReferenceCopierSource>();
    }

    private static void AddTimeProviders(IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        foreach (var name in (string[])[TimeProviderNames.ActivationManagement, TimeProviderNames.Grains, TimeProviderNames.Messaging])
            services.TryAddKeyedSingleton(name, static (provider, _) => provider.GetRequiredService<TimeProvider>());
    }

    private static void AddRuntime(IServiceCollection services)
    {
        services.AddSingleton<CallSettings>();
        services.AddSingleton<CallSender>();
        services.AddSingleton<MessageRouter>();
        services.AddSingleton<GrainClassCatalog>();
        services.AddSingleton<ActivationShared>();
        services.AddSingleton<ActivationDirectory>();
        services.AddSingleton<ObserverDirectory>();
        services.AddSingleton<GrainReferenceFactory>();
        services.AddSingleton<IGrainReferenceRuntime, GrainReferenceRuntime>();
        services.AddSingleton<GrainFactory>();
        services.AddSingleton<IGrainFactory>(provider => provider.GetRequiredService<GrainFactory>());
        services.AddSingleton<IClusterClient>(provider => provider.GetRequiredService<GrainFactory>());
        services.AddSingleton<ITimerRegistry, TimerRegistry>();
        services.AddSingleton<IGrainRuntime, GrainRuntime>();
        services.AddSingleton<IGrainContextAccessor, GrainContextAccessor>();
        services.AddTransient(static _ => RuntimeContext.Current
            ?? throw new InvalidOperationException("There is no grain whose turn it is."));
        services.AddSingleton<ILocalSiloDetails, LocalSiloDetails>();
        services.AddSingleton<SiloLifecycleSubject>();
        services.AddSingleton<ISiloLifecycle>(provider => provider.GetRequiredService<SiloLifecycleSubject>());
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, ActivationCollector>();
        services.TryAddSingleton<IGrainStorageSerializer, SystemTextJsonGrainStorageSerializer>();
        services.AddHostedService<SiloHostedService>();
    }
}
