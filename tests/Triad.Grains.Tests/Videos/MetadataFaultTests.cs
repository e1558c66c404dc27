using System.Collections.Immutable;
using Triad.Core.Filters;
using Triad.Core.Metadata;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Videos;
using Triad.Grains.Tests.Effects;
using Triad.Testing.Time;
using static Triad.Grains.Tests.Platform;

namespace Triad.Grains.Tests.Videos;

/// <summary>
/// Every step of a change of metadata, each with every way to go wrong. Nobody asks for the change again: once the video says the new ones, searches find it by
/// them in the end, since its job has it done.
/// </summary>
public sealed class MetadataFaultTests(EffectFixture fixture) : IClassFixture<EffectFixture>
{
    private static int _tenants;

    public static TheoryData<string> Steps =>
        ["call: IIngestQueueGrain.EnqueueAsync", "state: video Ready", "call: IIndexShardGrain.SetMetadataAsync", "vectors: metadata"];

    [Theory]
    [MemberData(nameof(Steps))]
    public Task Step_ThatGoesWrong_EndsWithVideoAndIndexAlike(string step) =>
        Task.WhenAll(Enum.GetValues<FaultMode>().Select(mode => CheckAsync(step, mode)));

    private async Task CheckAsync(string step, FaultMode mode)
    {
        var tenant = $"painted-{Interlocked.Increment(ref _tenants)}";
        await fixture.Platform.OnboardAsync(tenant);
        var video = fixture.Platform.Video(tenant, "car");
        Value(await fixture.Platform.UploadAsync(tenant, "car", "1 red car"));
        await fixture.Platform.WaitAsync(tenant, "car", VideoStatus.Ready);
        await fixture.WaitForRestAsync(tenant);
        fixture.Faults.Forget(tenant);
        fixture.Faults.Arm(tenant, new EffectFault(step, 1, mode));

        await QuietlyAsync(() => video.UpdateAsync(new UpdateVideo(null, null) { Metadata = Painted("blue") }, default));

        // What counts is what the video says; where the change was not kept, the old values are found.
        await UntilAsync(async () =>
        {
            var says = Value(await video.GetAsync(default)).Metadata.ContainsKey("paint");
            return await IsFoundAsync(tenant, "paint", "blue") == says && await IsFoundAsync(tenant, "name", "car") == !says;
        }).WithinAsync($"{step} {mode}: the end");
        Assert.True(fixture.Faults.HasSprung(tenant), $"{step} {mode} did not happen");
    }

    private async Task<bool> IsFoundAsync(string tenant, string key, string value)
    {
        var request = RequestOf(tenant, Text("red")) with { Filter = new Filter([new MetadataMatch(key, [MetadataValue.Of(value)])], [], []) };
        var found = await fixture.Platform.Grains.Search().SearchAsync(request, default);
        return found is { IsOk: true, Value.Hits.IsEmpty: false };
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        while (!await holds())
            await Task.Yield();
    }

    private static async Task QuietlyAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception failure) when (failure is not Xunit.Sdk.XunitException)
        {
            // Its outcome is unknown to the caller.
        }
    }

    private static ImmutableDictionary<string, MetadataValue> Painted(string paint) =>
        ImmutableDictionary<string, MetadataValue>.Empty.Add("paint", MetadataValue.Of(paint));
}
