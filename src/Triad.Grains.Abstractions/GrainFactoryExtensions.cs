using Triad.Core.Identity;
using Triad.Grains.Abstractions.Catalogs;
using Triad.Grains.Abstractions.Ingest;
using Triad.Grains.Abstractions.Keys;
using Triad.Grains.Abstractions.Searches;
using Triad.Grains.Abstractions.Shards;
using Triad.Grains.Abstractions.Telemetry;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.Abstractions.Videos;

namespace Triad.Grains.Abstractions;

/// <summary>The platform's grains by their ids: the only place that turns an id into a grain.</summary>
public static class GrainFactoryExtensions
{
    /// <summary>A tenant.</summary>
    public static ITenantGrain Tenant(this IGrainFactory grains, TenantId tenant) => grains.GetGrain<ITenantGrain>(TenantKey.Of(tenant));

    /// <summary>One bucket of the directory of tenants.</summary>
    public static ITenantDirectoryGrain TenantDirectory(this IGrainFactory grains, int bucket) =>
        grains.GetGrain<ITenantDirectoryGrain>(TenantDirectoryKey.Of(bucket));

    /// <summary>The bucket of the directory that lists a tenant.</summary>
    public static ITenantDirectoryGrain TenantDirectory(this IGrainFactory grains, TenantId tenant) =>
        grains.GetGrain<ITenantDirectoryGrain>(TenantDirectoryKey.Of(tenant));

    /// <summary>An API key.</summary>
    public static IApiKeyGrain ApiKey(this IGrainFactory grains, ApiKeyId key) => grains.GetGrain<IApiKeyGrain>(ApiKeyKey.Of(key));

    /// <summary>What remembers the first operator's key.</summary>
    public static IFirstOperatorGrain FirstOperator(this IGrainFactory grains) => grains.GetGrain<IFirstOperatorGrain>(0);

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

    /// <summary>The writer of a shard.</summary>
    public static IIndexShardGrain IndexShard(this IGrainFactory grains, ShardId shard) =>
        grains.GetGrain<IIndexShardGrain>(IndexShardKey.Of(shard));

    /// <summary>What answers searches.</summary>
    public static ISearchGrain Search(this IGrainFactory grains) => grains.GetGrain<ISearchGrain>(0);

    /// <summary>What keeps the ranking of a search's page one.</summary>
    public static IRankingGrain Ranking(this IGrainFactory grains, RankingKey ranking) =>
        grains.GetGrain<IRankingGrain>(ranking.ToString());

    /// <summary>What embeds queries, on any silo that does; for queries of clients, <see cref="IEmbedRouter"/> chooses.</summary>
    public static IEmbedGrain Embed(this IGrainFactory grains) => grains.Embed(0);

    /// <summary>What embeds queries, on the silo that a key names.</summary>
    public static IEmbedGrain Embed(this IGrainFactory grains, long silo) => grains.GetGrain<IEmbedGrain>(silo);
}
