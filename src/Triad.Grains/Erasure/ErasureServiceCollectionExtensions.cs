using Microsoft.Extensions.DependencyInjection;
using Triad.Core.Erasure;
using Triad.Core.Media;
using Triad.Grains.Erasure.Stores;
using Triad.Grains.Erasure.Uploads;
using Triad.Grains.Grants;
using Triad.Grains.Retention;

namespace Triad.Grains.Erasure;

/// <summary>Registers erasures and the stores of what grains keep.</summary>
internal static class ErasureServiceCollectionExtensions
{
    public static IServiceCollection AddErasure(this IServiceCollection services)
    {
        services.AddSingleton(provider => new ErasureWork(
            new Lazy<ErasableStores>(provider.GetRequiredService<ErasableStores>),
            new Lazy<IReceiptSigner>(provider.GetRequiredService<IReceiptSigner>),
            provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService<ErasureStart>();
        services.AddSingleton<ErasableStores>();
        services.AddSingleton<IErasableStore, ApiKeyStore>();
        services.AddSingleton<IErasableStore, GivenGrantsStore>();
        services.AddSingleton<IErasableStore, ReceivedGrantsStore>();
        services.AddSingleton<IErasableStore, CatalogVideoStore>();
        services.AddSingleton<IErasableStore, JobStore>();
        services.AddSingleton<IErasableStore, UploadStore>();
        services.AddSingleton<IErasableStore, VectorStore>();
        foreach (var kind in MediaBlobKind.All.Append(new MediaBlobKind(MediaBlobKind.Other, string.Empty)))
            services.AddSingleton<IErasableStore>(provider => new MediaBlobStore(kind, provider.GetRequiredService<IMediaEraser>()));
        services.AddSingleton<IErasableStore, RankingStore>();
        services.AddRecords("shards", "records", "index-shard", "shard-fences");
        services.AddRecords("video-states", "states", "video", null);
        services.AddRecords("video-receipts", "records", null, ReceiptIndexGrain.Kind);
        services.AddRecords("catalog", "records", null, "catalog");
        services.AddRecords("quotas", "records", null, "quotas");
        services.AddRecords("holds", "states", "holds", null);
        services.AddSingleton<IErasableStore, WebhookStore>();
        services.AddSingleton<IErasableStore, RetentionStore>();
        services.AddSingleton<IErasableStore, ReminderStore>();
        services.AddSingleton<IErasableStore, DirectoryStore>();
        services.AddSingleton<IErasableStore, TenantStore>();
        services.AddTraces();
        return services;
    }

    private static void AddRecords(this IServiceCollection services, string name, string unit, string? states, string? rows) =>
        services.AddSingleton<IErasableStore>(
            provider => new StateStore(name, unit, states, rows, provider.GetRequiredService<ITenantRecords>()));

    private static void AddTraces(this IServiceCollection services)
    {
        const ErasureScopes both = ErasureScopes.Tenant | ErasureScopes.Video;
        services.AddSingleton(new ErasureTrace(
            both, "Ids of tenants and videos are in logs and traces as long as their collector keeps them; contents are not.", null));
        services.AddSingleton(new ErasureTrace(
            both, "Backups and snapshots of disks or accounts that were made before the erasure hold what they held.", null));
        services.AddSingleton(new ErasureTrace(
            both,
            "A copy for decoding that a killed process left is cleared away at its next start, or in a shared folder after a day.",
            TimeSpan.FromDays(1)));
        services.AddSingleton(new ErasureTrace(
            ErasureScopes.Tenant,
            "The journal of an upload that a gateway left which does not run names tenant and video until it starts again; its bytes are erased.",
            null));
        services.AddSingleton(new ErasureTrace(
            ErasureScopes.Tenant, "The tenant's id stays, with this receipt, so that it is never given to another tenant.", null));
        services.AddSingleton(new ErasureTrace(
            ErasureScopes.Video, "The video's id stays, with the numbers of its generation and epoch and this receipt, until its tenant is erased.", null));
    }
}
