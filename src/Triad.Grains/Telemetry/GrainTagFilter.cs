using System.Diagnostics;
using Triad.Core.Telemetry;
using Triad.Grains.Abstractions.Catalogs;
using Triad.Grains.Abstractions.Shards;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.Abstractions.Videos;

namespace Triad.Grains.Telemetry;

/// <summary>Says on the span of a grain's call whose grain it is, as the grain's key tells.</summary>
internal sealed class GrainTagFilter : IIncomingGrainCallFilter
{
    public Task Invoke(IIncomingGrainCallContext context)
    {
        if (Activity.Current is { } span)
            Tag(span, context.Grain, context.TargetId);
        return context.Invoke();
    }

    private static void Tag(Activity span, object grain, Orleans.Runtime.GrainId id)
    {
        switch (grain)
        {
            case IVideoGrain:
                var key = VideoKey.Parse(id.Key.ToString()!);
                span.SetTenant(key.Tenant);
                span.SetVideo(key.Video);
                break;
            case IIndexShardGrain:
                var shard = IndexShardKey.Parse(id.Key.ToString()!);
                span.SetTenant(shard.Tenant);
                span.SetTag(TelemetryNames.Shard, shard.Number);
                break;
            case ICatalogGrain:
                span.SetTenant(CatalogKey.Parse(id.Key.ToString()!).Tenant);
                break;
            case ITenantGrain:
                span.SetTenant(TenantKey.Parse(id.Key.ToString()!));
                break;
        }
    }
}
