using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Triad.Inference.Hub.Families;

namespace Triad.Inference.Hub;

/// <summary>The families of the hub that this version imports, one line each. The first that recognises a folder reads it.</summary>
internal static class HubRegistration
{
    /// <summary>Adds what imports folders of the hub.</summary>
    public static IServiceCollection AddHubFamilies(this IServiceCollection services)
    {
        services.TryAddSingleton<PackageWriter>();
        services.TryAddSingleton<IModelImporter, HubImporter>();
        return services
            .AddHubFamily<SentenceEncoderFamily>()
            .AddHubFamily<ClipFamily>()
            .AddHubFamily<ClapFamily>()
            .AddHubFamily<Siglip2Family>()
            .AddHubFamily<SiglipFamily>()
            .AddHubFamily<OpenClipFamily>()
            .AddHubFamily<PeAvFamily>()
            .AddHubFamily<AstFamily>()
            .AddHubFamily<ImageClassifierFamily>()
            .AddHubFamily<EmbeddingGemma2Family>();
    }

    private static IServiceCollection AddHubFamily<TFamily>(this IServiceCollection services)
        where TFamily : class, IHubFamily
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHubFamily, TFamily>());
        return services;
    }
}
