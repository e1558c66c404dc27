using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Triad.Core.Errors;
using Triad.Grains.Abstractions.Ingest;
using Triad.Grains.Abstractions.Shards;
using Triad.Grains.Abstractions.Videos;
using Triad.Grains.Ingest;
using Triad.Grains.Tests.Faults;
using static Triad.Grains.Tests.Platform;

namespace Triad.Grains.Tests.Videos;

public sealed class IngestFaultTests
{
    [Fact]
    public async Task Create_ThatAnswersAFault_HasNotHappened()
    {
        await using var platform = await StartAsync(configure: services => services.AddSingleton<IReminderTable>(new FullReminderTable()));
        await platform.OnboardAsync("acme");

        var refused = await platform.UploadAsync("acme", "car", "1 red car");

        Assert.Equal(ErrorReason.StorageFull, refused.Error?.Reason);
        Assert.Equal(ErrorReason.VideoNotFound, (await platform.Video("acme", "car").GetAsync(default)).Error?.Reason);
    }

    [Fact]
    public async Task Lease_ThatFailsOnceForEachSlot_LeavesTheSlotsFree()
    {
        var faults = new FaultyCalls(nameof(IIngestQueueGrain.LeaseOfAsync), 2, _ => throw new TimeoutException());
        await using var platform = await StartAsync(configure: services => services
            .AddSingleton<IIncomingGrainCallFilter>(faults)
            .Configure<IngestOptions>(options => options.ConcurrentVideos = 2));
        await platform.OnboardAsync("acme");

        Value(await platform.UploadAsync("acme", "car", "1 red car"));

        Assert.Equal(VideoStatus.Ready, (await platform.WaitAsync("acme", "car", VideoStatus.Ready, VideoStatus.Failed)).Status);
        Assert.Equal(0, faults.Left);
    }

    [Fact]
    public async Task Publication_ThatFails_IsRepeatedWithoutAnotherIngest()
    {
        var fault = new Error(ErrorReason.StorageFull, "There is no room left.");
        var faults = new FaultyCalls(nameof(IIndexShardGrain.PublishAsync), 1, context => context.Result = Result<long>.Fail(fault));
        await using var platform = await StartAsync(configure: services => services.AddSingleton<IIncomingGrainCallFilter>(faults));
        await platform.OnboardAsync("acme");

        Value(await platform.UploadAsync("acme", "car", "2 red car"));
        var ready = await platform.WaitAsync("acme", "car", VideoStatus.Ready, VideoStatus.Failed);

        Assert.Equal((VideoStatus.Ready, 1, 0), (ready.Status, ready.Generation, faults.Left));
        Assert.Single(Value(await platform.SearchAsync("acme", Clip("1 red car"))).Hits, hit => hit.Segment.Index == 0);
    }

    [Fact]
    public async Task SafetyNet_ThatCouldNotBeTakenDown_IsTakenDownWithTheJob()
    {
        IReminderTable reminders = null!;
        await using var platform = await StartAsync(ingest: false, configure: services => services
            .Decorate<IReminderTable>((table, _) => reminders = new FaultyReminderTable(table, failures: 1)));
        await platform.OnboardAsync("acme");
        Value(await platform.UploadAsync("acme", "car", "1 red car"));
        var video = platform.Video("acme", "car");
        var plan = Value(await video.BeginAsync("host", default));

        var committed = await video.CommitAsync(new IngestOutcome(plan.Epoch, plan.Generation, "mp4", TimeSpan.Zero, [], [], 0), default);
        Assert.Equal(ErrorReason.Unavailable, committed.Error?.Reason);
        Assert.Equal(VideoStatus.Ready, Value(await video.GetAsync(default)).Status);
        Assert.Equal(IngestAction.Drop, Value(await video.BeginAsync("host", default)).Action);

        Assert.Empty((await reminders.ReadRows(0, 0)).Reminders);
    }
}
