using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Storage;
using Triad.Core.Indexing;
using Triad.Core.Media;
using Triad.Grains.Ingest;
using Triad.Grains.Tests.Faults;
using Triad.Grains.Videos;

namespace Triad.Grains.Tests.Effects;

/// <summary>One platform, every side effect of which may be made to fail; each scenario has a tenant of its own.</summary>
public sealed class EffectFixture : IAsyncLifetime
{
    private readonly bool _ingest;

    public EffectFixture()
        : this(ingest: true)
    {
    }

    internal EffectFixture(bool ingest) => _ingest = ingest;

    internal EffectFaults Faults { get; } = new();

    internal Platform Platform { get; private set; } = null!;

    internal FaultyGrainStorage Storage { get; private set; } = null!;

    internal IReminderTable Reminders { get; private set; } = null!;

    internal IVectorReader Reader { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Platform = await Platform.StartAsync(ingest: _ingest, configure: services => services
        .AddSingleton<IIncomingGrainCallFilter>(new FaultyGrainCalls(Faults))
        .Decorate<IMediaStore>((store, _) => new FaultyMediaStore(store, Faults))
        .Decorate<IVectorWriter>((writer, _) => new FaultyVectorWriter(writer, Faults))
        .Decorate<IVectorReader>((reader, _) => Reader = reader)
        .Decorate<IReminderTable>((table, _) => Reminders = new FaultyReminders(table, Faults))
        .DecorateKeyed<IGrainStorage>(GrainStorageNames.Grains, storage => Storage = new FaultyGrainStorage(storage, Faults))
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
        using var patience = new CancellationTokenSource(Platform.Patience);
        while (true)
        {
            var next = Faults.NextAsync();
            if (Storage.CountJobs(tenant) == 0 && !(await RemindersOfAsync(tenant)).Any())
                return;
            await next.WaitAsync(patience.Token);
        }
    }

    private async Task<IEnumerable<ReminderEntry>> RemindersOfAsync(string tenant) => (await Reminders.ReadRows(0, 0)).Reminders
        .Where(reminder => reminder.GrainId.Key.ToString()!.StartsWith($"{tenant}/", StringComparison.Ordinal));
}
