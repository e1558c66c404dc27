using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Storage;
using Triad.Core.Catalogs;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Media;
using Triad.Core.Rows;
using Triad.Grains.Abstractions;
using Triad.Grains.Ingest;
using Triad.Grains.Tests.Faults;
using Triad.Grains.Videos;
using Triad.Testing.Time;

namespace Triad.Grains.Tests.Effects;

/// <summary>One platform, every side effect of which may be made to fail; each scenario has a tenant of its own.</summary>
public class EffectFixture : IAsyncLifetime
{
    private readonly bool _ingest;
    private readonly Layout _layout;

    public EffectFixture()
        : this(Layout.One)
    {
    }

    internal EffectFixture(Layout layout, bool ingest = true) => (_layout, _ingest) = (layout, ingest);

    internal EffectFaults Faults { get; } = new();

    internal Platform Platform { get; private set; } = null!;

    internal WrittenStates Written { get; } = new();

    public async ValueTask InitializeAsync() => Platform = await Platform.StartAsync(ingest: _ingest, layout: _layout, configure: services => services
        .AddSingleton<IIncomingGrainCallFilter>(new FaultyGrainCalls(Faults))
        .Decorate<IMediaStore>((store, _) => new FaultyMediaStore(store, Faults))
        .DecorateWhereItIs<IVectorWriter>((writer, _) => new FaultyVectorWriter(writer, Faults))
        .Decorate<IRowStore>((store, _) => new FaultyRowStore(store, Faults, Written))
        .Decorate<ICatalogStore>((store, _) => new FaultyCatalogStore(store, Faults))
        .Decorate<IReminderTable>((table, _) => new FaultyReminders(table, Faults))
        .DecorateKeyed<IGrainStorage>(GrainStorageNames.Grains, storage => new FaultyGrainStorage(storage, Faults, Written))
        .Configure<VideoOptions>(options => options.MaxAttempts = 20)
        .Configure<IngestOptions>(options =>
        {
            options.ConcurrentVideos = 16;
            options.CheckpointSegments = 1;
        }));

    public async ValueTask DisposeAsync() => await Platform.DisposeAsync();

    /// <summary>Waits until nothing is left to do for a tenant: no job, and no safety net.</summary>
    internal async Task WaitForRestAsync(string tenant)
    {
        while (true)
        {
            var next = Faults.NextAsync();
            if (Written.CountJobs(tenant) == 0 && !(await RemindersOfAsync(tenant)).Any())
                return;
            await next.WithinAsync($"the next step of {tenant}");
        }
    }

    /// <summary>The index of the silo that has a shard.</summary>
    internal async Task<IVectorReader> ReaderOfAsync(ShardId shard)
    {
        var grain = Platform.Grains.IndexShard(shard);
        var place = await Platform.PlaceOfAsync(grain) ?? throw new InvalidOperationException($"{shard} is nowhere.");
        return Platform.ServicesOf(Platform.IndexOf(place)).GetRequiredService<IVectorReader>();
    }

    // All silos share the table.
    private async Task<IEnumerable<ReminderEntry>> RemindersOfAsync(string tenant) => (await Platform.ServicesOf(0).GetRequiredService<IReminderTable>().ReadRows(0, 0)).Reminders
        .Where(reminder => reminder.GrainId.Key.ToString()!.StartsWith($"{tenant}/", StringComparison.Ordinal));
}
