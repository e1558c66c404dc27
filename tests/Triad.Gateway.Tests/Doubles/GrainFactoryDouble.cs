using System.Reflection;
using Triad.Grains.Abstractions.Catalogs;
using Triad.Grains.Abstractions.Keys;
using Triad.Grains.Abstractions.Searches;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.Abstractions.Videos;

namespace Triad.Gateway.Tests.Doubles;

/// <summary>Hands out doubles of grains: the gateway is tested without a silo.</summary>
public class GrainFactoryDouble : DispatchProxy
{
    private GrainWorld _world = null!;

    internal static IGrainFactory Over(GrainWorld world)
    {
        var factory = Create<IGrainFactory, GrainFactoryDouble>();
        ((GrainFactoryDouble)(object)factory)._world = world;
        return factory;
    }

    protected override object Invoke(MethodInfo? method, object?[]? args)
    {
        var grain = method!.GetGenericArguments()[0];
        var key = args![0]!;
        if (grain == typeof(ITenantGrain))
            return new TenantDouble(_world, (string)key);
        if (grain == typeof(IApiKeyGrain))
            return new ApiKeyDouble(_world, (string)key);
        if (grain == typeof(ITenantDirectoryGrain))
            return new TenantDirectoryDouble(_world, (string)key);
        if (grain == typeof(ICatalogGrain))
            return new CatalogDouble(_world, (string)key);
        if (grain == typeof(IVideoGrain))
            return new VideoDouble(_world, (string)key);
        return grain == typeof(ISearchGrain) || grain == typeof(IEmbedGrain)
            ? new SearchDouble(_world)
            : throw new NotSupportedException(grain.Name);
    }
}
