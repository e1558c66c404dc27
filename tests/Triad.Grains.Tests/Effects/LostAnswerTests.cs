using Triad.Core.Identity;
using Triad.Core.Ingest;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Ingest;
using static Triad.Grains.Tests.Platform;

namespace Triad.Grains.Tests.Effects;

public sealed class LostAnswerTests : IAsyncLifetime
{
    private readonly EffectFixture _fixture = new(Layout.One, ingest: false);

    public ValueTask InitializeAsync() => _fixture.InitializeAsync();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Enqueue_AfterARemovalWhoseAnswerWasLost_IsDurable()
    {
        var job = new IngestJob(TenantId.From("acme"), VideoId.From("car"));
        var queue = _fixture.Platform.Grains.IngestQueue(0);
        Assert.Null((await queue.EnqueueAsync(job, IngestPriority.Normal, default)).Error);
        var lease = Assert.Single(Value(await queue.LeaseAsync("host", 1, default)));
        _fixture.Faults.Arm("acme", new EffectFault("row: job removed", 1, FaultMode.ReplyLost));
        await Assert.ThrowsAsync<TimeoutException>(() => queue.CompleteAsync(job, lease.LeaseId, default));

        Assert.Null((await queue.EnqueueAsync(job, IngestPriority.Normal, default)).Error);

        Assert.Equal(1, _fixture.Written.CountJobs("acme"));
    }
}
