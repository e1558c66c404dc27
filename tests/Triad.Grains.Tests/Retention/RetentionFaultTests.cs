using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Retention;
using Triad.Grains.Abstractions.Videos;
using Triad.Grains.Tests.Effects;
using Triad.Testing.Time;
using static Triad.Grains.Tests.Platform;

namespace Triad.Grains.Tests.Retention;

/// <summary>
/// Every step of carrying out a retention, each with every way to go wrong: failed before and after, its answer lost, delivered twice. In the end the video is
/// gone with its media and vectors, and nothing is remembered of it.
/// </summary>
public sealed class RetentionFaultTests(EffectFixture fixture) : IClassFixture<EffectFixture>
{
    private static int _tenants;

    public static TheoryData<string> Steps =>
    [
        "row: retention added", "row: retention removed", "call: IVideoGrain.UpdateAsync", "call: IVideoGrain.ExpireAsync",
        "call: IIngestQueueGrain.EnqueueAsync", "state: video Deleting", "call: IIndexShardGrain.RemoveAsync", "row: fence added", "vectors: delete",
        "media: delete video", "call: ICatalogGrain.RemoveAsync", "catalog: entry removed", "state: video erased",
    ];

    [Theory]
    [MemberData(nameof(Steps))]
    public Task Step_ThatGoesWrong_LeavesNothing(string step) => Task.WhenAll(Enum.GetValues<FaultMode>().Select(mode => CheckAsync(step, mode)));

    [Fact]
    public async Task Look_ThatFailed_IsMadeAgainByItself()
    {
        const string Step = "call: IVideoGrain.ExpireAsync";
        var tenant = $"aging-{Interlocked.Increment(ref _tenants)}";
        await fixture.Platform.OnboardAsync(tenant);
        Value(await fixture.Platform.UploadAsync(tenant, "car", "1 red car"));
        await fixture.Platform.WaitAsync(tenant, "car", VideoStatus.Ready);
        await fixture.WaitForRestAsync(tenant);
        fixture.Faults.Forget(tenant);
        fixture.Faults.Arm(tenant, new EffectFault(Step, 1, FaultMode.Before));
        var video = fixture.Platform.Video(tenant, "car");

        // Its change has it looked at once; nobody asks for another look.
        Value(await video.UpdateAsync(new UpdateVideo(null, new RetentionChange(TimeSpan.FromTicks(1))), default));
        await InsistAsync(async () => (await video.GetAsync(default)).Error?.Reason == ErrorReason.VideoNotFound).WithinAsync("the video to go");

        Assert.True(fixture.Faults.HasSprung(tenant), $"{Step} did not happen");
    }

    private async Task CheckAsync(string step, FaultMode mode)
    {
        var tenant = $"aging-{Interlocked.Increment(ref _tenants)}";
        await fixture.Platform.OnboardAsync(tenant);
        var video = fixture.Platform.Video(tenant, "car");
        Value(await fixture.Platform.UploadAsync(tenant, "car", "1 red car"));
        await fixture.Platform.WaitAsync(tenant, "car", VideoStatus.Ready);
        await fixture.WaitForRestAsync(tenant);
        fixture.Faults.Forget(tenant);
        fixture.Faults.Arm(tenant, new EffectFault(step, 1, mode));

        await InsistAsync(async () =>
        {
            var updated = await video.UpdateAsync(new UpdateVideo(null, new RetentionChange(TimeSpan.FromTicks(1))), default);
            return updated.IsOk || updated.Error.Reason is ErrorReason.VideoNotFound or ErrorReason.VideoStateConflict;
        }).WithinAsync($"{step} {mode}: the change");
        await InsistAsync(async () =>
        {
            var id = TenantId.From(tenant);
            await fixture.Platform.Grains.Retention(id).SweepAsync(default);
            return (await video.GetAsync(default)).Error?.Reason == ErrorReason.VideoNotFound
                && Value(await fixture.Platform.Grains.Retention(id).CountAsync(id, null, default)) == 0;
        }).WithinAsync($"{step} {mode}: the end");

        Assert.True(fixture.Faults.HasSprung(tenant), $"{step} {mode} did not happen");
        Assert.Empty((await fixture.Platform.Media.ListAsync(TenantId.From(tenant), VideoId.From("car"), default)).Value);
    }

    private static async Task InsistAsync(Func<Task<bool>> isDone)
    {
        while (true)
        {
            try
            {
                if (await isDone())
                    return;
            }
            catch (Exception failure) when (failure is TimeoutException or StorageException or InvalidOperationException or Orleans.Runtime.OrleansException)
            {
                // The outcome is not known: asked again.
            }
        }
    }
}
