using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Triad.Core.Media;
using Triad.Media.Captions;
using Triad.Media.Decoding;
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
        return services;
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
