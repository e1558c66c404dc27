using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Triad.Inference.Kinds.Classifier;
using Triad.Inference.Kinds.Concept;
using Triad.Inference.Kinds.Concept.Making;
using Triad.Inference.Kinds.DualEncoder;
using Triad.Inference.Kinds.Ensemble;
using Triad.Inference.Kinds.Fusion;
using Triad.Inference.Kinds.Omni;
using Triad.Inference.Kinds.Remote;
using Triad.Inference.Kinds.Remote.Forms;
using Triad.Inference.Kinds.Staged;
using Triad.Inference.Kinds.Text;
using Triad.Inference.Hub;
using Triad.Inference.Packages;
using Triad.Inference.PlugIns;
using Triad.Inference.Sound;
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
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(typeof(PlugIns<>));
        services.TryAddSingleton<ModelManifestReader>();
        services.TryAddSingleton<PackageReader>();
        services.TryAddSingleton<IRemotePackager, RemotePackager>();
        services.TryAddSingleton<IEnsembleMaker, EnsembleMaker>();
        services.TryAddSingleton<IConceptMaker, ConceptMaker>();
        return services
            .AddTokenizer<HashedNgramTokenizerKind>()
            .AddTokenizer<HuggingFaceTokenizerKind>()
            .AddPackageKind<FusionKind>()
            .AddPackageKind<TextKind>()
            .AddPackageKind<EnsembleKind>()
            .AddPackageKind<DualEncoderKind>()
            .AddPackageKind<StagedKind>()
            .AddSoundInput<WaveformInputKind>()
            .AddSoundInput<ClapInputKind>()
            .AddSoundInput<AstInputKind>()
            .AddPackageKind<ClassifierKind>()
            .AddPackageKind<ConceptKind>()
            .AddPackageKind<OmniKind>()
            .AddRemoteForm<OpenAiForm>()
            .AddRemoteForm<MessagesForm>()
            .AddRemoteForm<ObjectsForm>()
            .AddRemoteForm<TriadForm>()
            .AddPackageKind<RemoteKind>();
    }

    /// <summary>Adds a kind of packages.</summary>
    public static IServiceCollection AddPackageKind<TKind>(this IServiceCollection services)
        where TKind : class, IPackageKind
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPackageKind, TKind>());
        return services;
    }

    /// <summary>Adds a front-end for sound.</summary>
    public static IServiceCollection AddSoundInput<TKind>(this IServiceCollection services)
        where TKind : class, ISoundInputKind
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ISoundInputKind, TKind>());
        return services;
    }

    /// <summary>Adds a form of requests to endpoints.</summary>
    public static IServiceCollection AddRemoteForm<TForm>(this IServiceCollection services)
        where TForm : class, IRemoteForm
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IRemoteForm, TForm>());
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
