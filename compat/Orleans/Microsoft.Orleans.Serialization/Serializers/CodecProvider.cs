using Microsoft.Extensions.Options;
using Orleans.Serialization.Configuration;

namespace Orleans.Serialization.Serializers;

/// <summary>Finds copiers.</summary>
public sealed class CodecProvider : ICodecProvider
{
    /// <summary>Makes the provider.</summary>
    public CodecProvider(IServiceProvider serviceProvider, IOptions<TypeManifestOptions> codecConfiguration)
    {
        Services = serviceProvider;
        Copiers = new CopierCatalog(serviceProvider.GetServices<ICopierSource>(), codecConfiguration.Value.Converters, serviceProvider);
    }

    /// <inheritdoc/>
    public IServiceProvider Services { get; }

    internal CopierCatalog Copiers { get; }
}
