using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Videos;
using Triad.Grains.Tests.Searches.Frozen;
using Triad.Grains.Videos;
using static Triad.Grains.Tests.Platform;

namespace Triad.Grains.Tests.Videos;

/// <summary>An index that is away for longer than a video has attempts.</summary>
public sealed class OutageTests
{
    [Fact]
    public async Task Video_WhoseIndexIsAwayForLong_WaitsAndIsReadyInTheEnd()
    {
        await using var index = new CommittedIndex { RefusedWrites = 3 * new VideoOptions().MaxAttempts };
        await using var platform = await StartAsync(configure: index.AddTo);
        await platform.OnboardAsync("acme");

        Value(await platform.UploadAsync("acme", "car", "3 red car"));
        var video = await platform.WaitAsync("acme", "car", VideoStatus.Ready, VideoStatus.Failed);

        Assert.Equal((VideoStatus.Ready, 3), (video.Status, video.SegmentCount));
        Assert.Equal(0, index.RefusedWrites);
        Assert.Equal(3, Value(await platform.SearchAsync("acme", Text("red car"))).Hits.Length);
    }

    [Fact]
    public async Task Shard_WhoseIndexIsAway_SaysWhatIsHidden_AndOpensWhenItIsBack()
    {
        await using var index = new CommittedIndex();
        var folder = Directory.CreateTempSubdirectory("triad-outage-");
        try
        {
            await using (var before = await StartAsync(folder.FullName, ingest: false, configure: index.AddTo))
            {
                await before.OnboardAsync("acme");
                var library = new ShardLibrary(before.Grains, "acme", 1, 1);
                await library.PutAsync("old", 2);
                await library.StageAsync("new", 2);
            }

            index.RefusedWrites = 2;
            await using var platform = await StartAsync(folder.FullName, ingest: false, configure: index.AddTo);
            var shard = platform.Grains.IndexShard(new ShardId(TenantId.From("acme"), 0));

            var hidden = Assert.Single(Value(await shard.HidingAsync(0, default)).Hidden);
            var refused = await shard.PublishAsync(VideoId.From("new"), 1, 0, default);
            var again = await shard.RemoveAsync(VideoId.From("old"), 1, default);
            var published = await shard.PublishAsync(VideoId.From("new"), 1, 0, default);

            Assert.Equal(("new", 1), (hidden.VideoId.Value, hidden.Generation));
            Assert.Equal([ErrorReason.Unavailable, ErrorReason.Unavailable], [refused.Error?.Reason, again.Error?.Reason]);
            Assert.True(published.IsOk, published.Error?.Message);
            Assert.Empty(Value(await shard.HidingAsync(0, default)).Hidden);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
