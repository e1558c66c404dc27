using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Triad.Core.Encryption;
using Triad.Core.Erasure;
using Triad.Core.Media;
using Triad.Media.Captions;
using Triad.Media.Decoding;
using Triad.Media.Encryption;
using Triad.Media.Ffmpeg;
using Triad.Media.Probing;
using Triad.Media.Sandbox;
using Triad.Media.FolderStore;

namespace Triad.Media;

/// <summary>Registers media decoding, captions and the folder media store.</summary>
public static class MediaServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="IMediaDecoder"/>, <see cref="ICaptionReader"/>, <see cref="IMediaScratch"/> and <see cref="IMediaSandbox"/>.
    /// The sandbox is tried when the host starts; see <see cref="MediaOptions.RequireSandbox"/>.
    /// </summary>
    public static IServiceCollection AddTriadMedia(this IServiceCollection services, Action<MediaOptions>? configure = null)
    {
        services.AddMediaOptions(configure);
        services.AddTriadCaptions();
        services.TryAddSingleton(_ => SandboxTools.Find());
        services.TryAddSingleton<IFfmpegEnvironment, FfmpegEnvironment>();
        services.TryAddSingleton<IMediaSandbox, MediaSandbox>();
        services.TryAddSingleton<MediaProber>();
        services.TryAddSingleton<IMediaDecoder, FfmpegMediaDecoder>();
        services.TryAddSingleton<IMediaScratch, FolderMediaScratch>();
        services.AddHostedService<MediaStartup>();
        return services;
    }

    /// <summary>Adds <see cref="ICaptionReader"/> alone, for a process that decodes nothing.</summary>
    public static IServiceCollection AddTriadCaptions(this IServiceCollection services)
    {
        services.TryAddSingleton<ICaptionReader, CaptionReader>();
        return services;
    }

    /// <summary>Adds <see cref="IMediaStore"/> over <see cref="MediaOptions.StoreFolder"/>.</summary>
    public static IServiceCollection AddTriadFolderMediaStore(this IServiceCollection services, Action<MediaOptions>? configure = null)
    {
        services.AddMediaOptions(configure);
        services.TryAddSingleton<IMediaStore, FolderMediaStore>();
        services.TryAddSingleton<IMediaEraser, FolderMediaEraser>();
        return services;
    }

    /// <summary>
    /// Encrypts what the <see cref="IMediaStore"/> registered so far keeps, with the registered <see cref="IDataKeys"/>.
    /// </summary>
    public static IServiceCollection AddTriadMediaEncryption(this IServiceCollection services, Action<EncryptionOptions>? configure = null)
    {
        services.AddEncryptionOptions(configure);
        var inner = services.Last(service => service.ServiceType == typeof(IMediaStore));
        services.Remove(inner);
        services.AddSingleton<IMediaStore>(provider => new EncryptedMediaStore(
            (IMediaStore)(inner.ImplementationInstance
                ?? inner.ImplementationFactory?.Invoke(provider)
                ?? ActivatorUtilities.CreateInstance(provider, inner.ImplementationType!)),
            provider.GetRequiredService<IDataKeys>(),
            provider.GetRequiredService<IOptions<EncryptionOptions>>().Value,
            provider.GetRequiredService<ILogger<EncryptedMediaStore>>()));
        return services;
    }

    /// <summary>Adds <see cref="IKeyProvider"/> over <see cref="EncryptionOptions.KeyFile"/>.</summary>
    public static IServiceCollection AddTriadKeyFile(this IServiceCollection services, Action<EncryptionOptions>? configure = null)
    {
        services.AddEncryptionOptions(configure);
        services.TryAddSingleton<IKeyProvider, FileKeyProvider>();
        return services;
    }

    private static void AddEncryptionOptions(this IServiceCollection services, Action<EncryptionOptions>? configure)
    {
        var options = services.AddOptions<EncryptionOptions>().ValidateOnStart();
        if (configure is not null)
            options.Configure(configure);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<EncryptionOptions>, EncryptionOptionsValidator>());
    }

    private static void AddMediaOptions(this IServiceCollection services, Action<MediaOptions>? configure)
    {
        var options = services.AddOptions<MediaOptions>().ValidateOnStart();
        if (configure is not null)
            options.Configure(configure);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<MediaOptions>, MediaOptionsValidator>());
    }
}
