using System.Reflection;
using Triad.Grains.Abstractions.Catalogs;
using Triad.Grains.Abstractions.Erasure;
using Triad.Grains.Abstractions.Grants;
using Triad.Grains.Abstractions.Holds;
using Triad.Grains.Abstractions.Keys;
using Triad.Grains.Abstractions.Plans;
using Triad.Grains.Abstractions.Quotas;
using Triad.Grains.Abstractions.Searches;
using Triad.Grains.Abstractions.Shards;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.Abstractions.Usage;
using Triad.Grains.Abstractions.Videos;
using Triad.Grains.Abstractions.Webhooks;

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
        if (grain == typeof(IIndexShardGrain))
            return ShardDouble.Of(_world, (string)key);
        if (grain == typeof(IPlansGrain))
            return new PlansDouble(_world);
        if (grain == typeof(IQuotaGrain))
            return new QuotaDouble(_world, (string)key);
        if (grain == typeof(IModelChangeGrain))
            return new ModelChangeDouble(_world, (string)key);
        if (grain == typeof(ITenantErasureGrain))
            return new TenantErasureDouble(_world, (string)key);
        if (grain == typeof(IReceiptIndexGrain))
            return new ReceiptIndexDouble(_world, (string)key);
        if (grain == typeof(IReceiptKeysGrain))
            return new ReceiptKeysDouble(_world);
        if (grain == typeof(IGivenGrantsGrain))
            return new GivenGrantsDouble(_world, (string)key);
        if (grain == typeof(IReceivedGrantsGrain))
            return new ReceivedGrantsDouble(_world, (string)key);
        if (grain == typeof(IHoldGrain))
            return new HoldDouble(_world, (string)key);
        if (grain == typeof(IWebhookGrain))
            return new WebhookDouble(_world, (string)key);
        if (grain == typeof(IUsageLedgerGrain))
            return new UsageLedgerDouble(_world, (string)key);
        if (grain == typeof(IUsageClerkGrain))
            return new UsageClerkDouble(_world);
        if (grain == typeof(IApiKeyGrain))
            return new ApiKeyDouble(_world, (string)key);
        if (grain == typeof(IOperatorKeysGrain))
            return new OperatorKeysDouble(_world);
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
