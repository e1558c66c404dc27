using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Ingest;
using Triad.Core.Rows;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Ingest;
using Triad.Grains.Tests.Faults;
using static Triad.Grains.Tests.Platform;

namespace Triad.Grains.Tests.Ingest;

/// <summary>The queue over its rows: what a restart and a second activation find.</summary>
public sealed class IngestQueueGrainTests : IAsyncLifetime
{
    private const int Partition = 5;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("triad-queue-");
    private Platform _platform = null!;

    public async ValueTask InitializeAsync() => _platform = await StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _platform.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Jobs_AfterARestart_AreLeasedInTheirOrder()
    {
        await EnqueueAsync("bulk", IngestPriority.Bulk);
        await EnqueueAsync("first");
        await EnqueueAsync("second");
        await EnqueueAsync("urgent", IngestPriority.Urgent);
        await EnqueueAsync("done");
        var leases = Value(await Queue.LeaseAsync("host", 5, default));
        var done = leases.Single(lease => lease.Job.VideoId.Value == "done");
        Assert.Null((await Queue.CompleteAsync(done.Job, done.LeaseId, default)).Error);

        await RestartAsync();

        Assert.Equal(["urgent", "first", "second", "bulk"], await LeaseAsync());
    }

    [Fact]
    public async Task Lease_OfAnEarlierActivation_IsLost()
    {
        await EnqueueAsync("car");
        var lease = Assert.Single(Value(await Queue.LeaseAsync("host", 1, default)));

        await RestartAsync();

        Assert.Equal(ErrorReason.EpochStale, (await Queue.HeartbeatAsync(lease.LeaseId, default)).Error?.Reason);
        Assert.Equal(ErrorReason.EpochStale, (await Queue.CompleteAsync(lease.Job, lease.LeaseId, default)).Error?.Reason);
        Assert.Equal(["car"], await LeaseAsync());
    }

    [Fact]
    public async Task Enqueue_RowsOpenedByAnotherActivation_IsRefusedOnce_ThenNothingIsMissing()
    {
        await EnqueueAsync("mine");
        var others = (await _platform.Rows.OpenAsync(QueuedJob.OwnerOf(Partition), default)).Value;
        var other = new QueuedJob(TenantId.From("acme"), VideoId.From("others"), 2, IngestPriority.Normal);
        Assert.Null((await others.PutAsync(other.ToRow(), default)).Error);

        var refused = await Queue.EnqueueAsync(JobOf("late"), IngestPriority.Normal, default);
        await EnqueueAsync("late");

        Assert.Equal(ErrorReason.Unavailable, refused.Error?.Reason);
        Assert.True(refused.Error!.Retryable);
        Assert.Equal(["mine", "others", "late"], await LeaseAsync());
    }

    [Fact]
    public async Task Complete_RowsOpenedByAnotherActivation_TakesNothing()
    {
        await EnqueueAsync("car");
        var lease = Assert.Single(Value(await Queue.LeaseAsync("host", 1, default)));
        await _platform.Rows.OpenAsync(QueuedJob.OwnerOf(Partition), default);

        var completed = await Queue.CompleteAsync(lease.Job, lease.LeaseId, default);

        Assert.Equal(ErrorReason.Unavailable, completed.Error?.Reason);
        Assert.Equal(["car"], await LeaseAsync());
    }

    [Fact]
    public async Task Enqueue_RowsThatCannotBeOpened_SaysWhyAndIsTriedAgain()
    {
        var full = new FullRowStore();
        await using var platform = await Platform.StartAsync(
            ingest: false, configure: services => services.Decorate<IRowStore>((rows, _) => full.Before(rows)));
        var queue = platform.Grains.IngestQueue(Partition);

        var refused = await queue.EnqueueAsync(JobOf("car"), IngestPriority.Normal, default);
        full.IsFull = false;
        var queued = await queue.EnqueueAsync(JobOf("car"), IngestPriority.Normal, default);

        Assert.Equal(ErrorReason.StorageFull, refused.Error?.Reason);
        Assert.Null(queued.Error);
    }

    private IIngestQueueGrain Queue => _platform.Grains.IngestQueue(Partition);

    private Task<Platform> StartAsync() => Platform.StartAsync(_folder.FullName, ingest: false);

    private async Task RestartAsync()
    {
        await _platform.DisposeAsync();
        _platform = await StartAsync();
    }

    private async Task EnqueueAsync(string video, IngestPriority priority = IngestPriority.Normal)
    {
        // An activation that is on its way out may still be asked once more.
        for (var tries = 0; ; tries++)
        {
            var queued = await Queue.EnqueueAsync(JobOf(video), priority, default);
            if (queued.IsOk)
                return;
            Assert.True(tries < 5 && queued.Error.Reason == ErrorReason.Unavailable, queued.Error.Message);
        }
    }

    private async Task<IEnumerable<string>> LeaseAsync() => Value(await Queue.LeaseAsync("host", 10, default)).Select(lease => lease.Job.VideoId.Value);

    private static IngestJob JobOf(string video) => new(TenantId.From("acme"), VideoId.From(video));
}
