using Orleans.Runtime;
using Triad.Core.Identity;
using Triad.Grains.Abstractions.Catalogs;
using Triad.Grains.Abstractions.DataKeys;
using Triad.Grains.Abstractions.Erasure;
using Triad.Grains.Abstractions.Grants;
using Triad.Grains.Abstractions.Holds;
using Triad.Grains.Abstractions.Ingest;
using Triad.Grains.Abstractions.Keys;
using Triad.Grains.Abstractions.Plans;
using Triad.Grains.Abstractions.Quotas;
using Triad.Grains.Abstractions.Retention;
using Triad.Grains.Abstractions.Searches;
using Triad.Grains.Abstractions.Shards;
using Triad.Grains.Abstractions.Telemetry;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.Abstractions.Usage;
using Triad.Grains.Abstractions.Videos;
using Triad.Grains.Abstractions.Webhooks;

namespace Triad.Grains.Abstractions;

/// <summary>The platform's grains by their ids: the only place that turns an id into a grain.</summary>
public static class GrainFactoryExtensions
{
    /// <summary>A tenant.</summary>
    public static ITenantGrain Tenant(this IGrainFactory grains, TenantId tenant) => grains.GetGrain<ITenantGrain>(TenantKey.Of(tenant));

    /// <summary>What counts what a tenant uses of its quotas.</summary>
    public static IQuotaGrain Quota(this IGrainFactory grains, TenantId tenant) => grains.GetGrain<IQuotaGrain>(QuotaKey.Of(tenant));

    /// <summary>The platform's plans.</summary>
    public static IPlansGrain Plans(this IGrainFactory grains) => grains.GetGrain<IPlansGrain>(0);

    /// <summary>What takes a tenant from one model to another.</summary>
    public static IModelChangeGrain ModelChange(this IGrainFactory grains, TenantId tenant) =>
        grains.GetGrain<IModelChangeGrain>(TenantKey.Of(tenant));

    /// <summary>What erases a tenant.</summary>
    public static ITenantErasureGrain TenantErasure(this IGrainFactory grains, TenantId tenant) =>
        grains.GetGrain<ITenantErasureGrain>(TenantKey.Of(tenant));

    /// <summary>What lists the erased videos of a tenant; null for the erased tenants of the platform.</summary>
    public static IReceiptIndexGrain ReceiptIndex(this IGrainFactory grains, TenantId? tenant) =>
        grains.GetGrain<IReceiptIndexGrain>(ReceiptIndexKey.Of(tenant));

    /// <summary>What knows the public keys of receipts.</summary>
    public static IReceiptKeysGrain ReceiptKeys(this IGrainFactory grains) => grains.GetGrain<IReceiptKeysGrain>(0);

    /// <summary>One bucket of the directory of tenants.</summary>
    public static ITenantDirectoryGrain TenantDirectory(this IGrainFactory grains, int bucket) =>
        grains.GetGrain<ITenantDirectoryGrain>(TenantDirectoryKey.Of(bucket));

    /// <summary>The bucket of the directory that lists a tenant.</summary>
    public static ITenantDirectoryGrain TenantDirectory(this IGrainFactory grains, TenantId tenant) =>
        grains.GetGrain<ITenantDirectoryGrain>(TenantDirectoryKey.Of(tenant));

    /// <summary>A tenant's holds.</summary>
    public static IHoldGrain Holds(this IGrainFactory grains, TenantId tenant) => grains.GetGrain<IHoldGrain>(TenantKey.Of(tenant));

    /// <summary>The grants that a tenant has given.</summary>
    public static IGivenGrantsGrain GivenGrants(this IGrainFactory grains, TenantId tenant) =>
        grains.GetGrain<IGivenGrantsGrain>(TenantKey.Of(tenant));

    /// <summary>The grants that a tenant has received.</summary>
    public static IReceivedGrantsGrain ReceivedGrants(this IGrainFactory grains, TenantId tenant) =>
        grains.GetGrain<IReceivedGrantsGrain>(TenantKey.Of(tenant));

    /// <summary>A tenant's webhooks.</summary>
    public static IWebhookGrain Webhooks(this IGrainFactory grains, TenantId tenant) => grains.GetGrain<IWebhookGrain>(TenantKey.Of(tenant));

    /// <summary>A partition of what remembers retentions.</summary>
    public static IRetentionGrain Retention(this IGrainFactory grains, int partition) =>
        grains.GetGrain<IRetentionGrain>(RetentionKey.Of(partition));

    /// <summary>What remembers the retentions of a tenant.</summary>
    public static IRetentionGrain Retention(this IGrainFactory grains, TenantId tenant) =>
        grains.GetGrain<IRetentionGrain>(RetentionKey.Of(tenant));

    /// <summary>A tenant's data key.</summary>
    public static IDataKeyGrain DataKey(this IGrainFactory grains, TenantId tenant) => grains.GetGrain<IDataKeyGrain>(TenantKey.Of(tenant));

    /// <summary>What remembers the key-encryption keys.</summary>
    public static IKeyRegistryGrain KeyRegistry(this IGrainFactory grains) => grains.GetGrain<IKeyRegistryGrain>(0);

    /// <summary>An API key.</summary>
    public static IApiKeyGrain ApiKey(this IGrainFactory grains, ApiKeyId key) => grains.GetGrain<IApiKeyGrain>(ApiKeyKey.Of(key));

    /// <summary>What remembers the first operator's key.</summary>
    public static IFirstOperatorGrain FirstOperator(this IGrainFactory grains) => grains.GetGrain<IFirstOperatorGrain>(0);

    /// <summary>What lists the operators' keys.</summary>
    public static IOperatorKeysGrain OperatorKeys(this IGrainFactory grains) => grains.GetGrain<IOperatorKeysGrain>(0);

    /// <summary>A video.</summary>
    public static IVideoGrain Video(this IGrainFactory grains, VideoKey video) => grains.GetGrain<IVideoGrain>(video.ToString());

    /// <summary>One bucket of a tenant's catalog.</summary>
    public static ICatalogGrain Catalog(this IGrainFactory grains, CatalogKey bucket) => grains.GetGrain<ICatalogGrain>(bucket.ToString());

    /// <summary>One partition of the ingest queue.</summary>
    public static IIngestQueueGrain IngestQueue(this IGrainFactory grains, int partition) =>
        grains.GetGrain<IIngestQueueGrain>(IngestQueueKey.Of(partition));

    /// <summary>The partition of the ingest queue where a video waits.</summary>
    public static IIngestQueueGrain IngestQueue(this IGrainFactory grains, VideoKey video) =>
        grains.GetGrain<IIngestQueueGrain>(IngestQueueKey.Of(video));

    /// <summary>What counts what tenants have stored.</summary>
    public static IStorageMeterGrain StorageMeter(this IGrainFactory grains) => grains.GetGrain<IStorageMeterGrain>(0);

    /// <summary>What a tenant used.</summary>
    public static IUsageLedgerGrain UsageLedger(this IGrainFactory grains, TenantId tenant) =>
        grains.GetGrain<IUsageLedgerGrain>(TenantKey.Of(tenant));

    /// <summary>What tends the ledgers, and exports from them.</summary>
    public static IUsageClerkGrain UsageClerk(this IGrainFactory grains) => grains.GetGrain<IUsageClerkGrain>(0);

    /// <summary>The writer of a shard.</summary>
    public static IIndexShardGrain IndexShard(this IGrainFactory grains, ShardId shard) =>
        grains.GetGrain<IIndexShardGrain>(IndexShardKey.Of(shard));

    /// <summary>What answers searches.</summary>
    public static ISearchGrain Search(this IGrainFactory grains) => grains.GetGrain<ISearchGrain>(0);

    /// <summary>What knows where grains are active.</summary>
    public static IManagementGrain Management(this IGrainFactory grains) => grains.GetGrain<IManagementGrain>(0);

    /// <summary>What keeps the ranking of a search's page one.</summary>
    public static IRankingGrain Ranking(this IGrainFactory grains, RankingKey ranking) =>
        grains.GetGrain<IRankingGrain>(ranking.ToString());

    /// <summary>What embeds queries, on any silo that does; for queries of clients, <see cref="IEmbedRouter"/> chooses.</summary>
    public static IEmbedGrain Embed(this IGrainFactory grains) => grains.Embed(0);

    /// <summary>What embeds queries, on the silo that a key names.</summary>
    public static IEmbedGrain Embed(this IGrainFactory grains, long silo) => grains.GetGrain<IEmbedGrain>(silo);
}
