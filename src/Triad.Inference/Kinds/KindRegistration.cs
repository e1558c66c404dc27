using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Triad.Inference.Kinds.DualEncoder;
using Triad.Inference.Kinds.Fusion;
using Triad.Inference.Kinds.Text;
using Triad.Inference.Packages;
using Triad.Inference.PlugIns;
using Triad.Inference.Text;
using Triad.Inference.Text.HashedNgrams;
using Triad.Inference.Text.HuggingFace;

namespace Triad.Inference.Kinds;

/// <summary>The package kinds and tokenizers that this version has, one line each.</summary>
internal static class KindRegistration
{
    /// <summary>Adds what reads packages of every kind.</summary>
    public static IServiceCollection AddPackageKinds(this IServiceCollection services)
    {
        services.TryAddSingleton(typeof(PlugIns<>));
        services.TryAddSingleton<ModelManifestReader>();
        services.TryAddSingleton<PackageReader>();
        return services
            .AddTokenizer<HashedNgramTokenizerKind>()
            .AddTokenizer<HuggingFaceTokenizerKind>()
            .AddPackageKind<FusionKind>()
            .AddPackageKind<TextKind>()
            .AddPackageKind<DualEncoderKind>();
    }

    /// <summary>Adds a kind of packages.</summary>
    public static IServiceCollection AddPackageKind<TKind>(this IServiceCollection services)
        where TKind : class, IPackageKind
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPackageKind, TKind>());
        return services;
    }

    /// <summary>Adds a tokenizer.</summary>
    public static IServiceCollection AddTokenizer<TKind>(this IServiceCollection services)
        where TKind : class, ITokenizerKind
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ITokenizerKind, TKind>());
        return services;
    }
}
