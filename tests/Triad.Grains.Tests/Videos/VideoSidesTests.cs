using Triad.Core.Identity;
using Triad.Core.Routing;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.Abstractions.Videos;
using Triad.Grains.Videos;

namespace Triad.Grains.Tests.Videos;

public sealed class VideoSidesTests
{
    private static readonly VideoKey Key = new(TenantId.From("acme"), VideoId.From("clip"));

    private static readonly TenantLineage Old = new(0, "old", SpaceId.From("old@0123456789abcdef"));
    private static readonly TenantLineage New = new(1, "new", SpaceId.From("new@fedcba9876543210"));

    private static readonly VideoState Ready = new()
    {
        Status = VideoStatus.Ready, Space = Old.Space.Value, LiveGeneration = 1, LastGeneration = 1, Epoch = 3,
    };

    [Fact]
    public void Align_WithoutAChange_IsTheSameState() => Assert.Same(Ready, VideoSides.Align(Key, Ready, Tenant(1, Old, null)));

    [Fact]
    public void Align_ChangeThatBegan_AddsASideInAShardOfItsOwn()
    {
        var aligned = VideoSides.Align(Key, Ready, Tenant(2, Old, New));

        Assert.Equal((1, VideoStatus.Queued, 2L), (aligned.Other!.Lineage, aligned.Other.Status, aligned.MapVersion));
        Assert.Equal(ShardRouter.Of(Key.Tenant, Key.Video, 4, 1).Number, aligned.Other.Shard);
        Assert.Equal(Ready, aligned with { Other = null, MapVersion = 0 });
    }

    [Fact]
    public void Align_CutOver_ExchangesTheSides_AndTheWayBackDoesAgain()
    {
        var both = Both();

        var over = VideoSides.Align(Key, both, Tenant(3, New, Old));
        var back = VideoSides.Align(Key, over, Tenant(4, Old, New));

        Assert.Equal((1, New.Space.Value, 2, Old.Space.Value), (over.Lineage, over.Space, over.LiveGeneration, over.Other!.Space));
        Assert.Equal(both with { MapVersion = 4 }, back);
    }

    [Fact]
    public void Align_CutOverWhileASideIsAtWork_LeavesItAtWork()
    {
        var atWork = Both() with { OtherAtWork = true };

        var over = VideoSides.Align(Key, atWork, Tenant(3, New, Old));

        Assert.Equal((false, atWork.Epoch), (over.OtherAtWork, over.Epoch));
        Assert.Equal(VideoSides.AtWork(atWork).LiveGeneration, VideoSides.AtWork(over).LiveGeneration);
    }

    [Fact]
    public void Align_ToldByOneThatIsBehind_ChangesNothing()
    {
        var over = VideoSides.Align(Key, Both(), Tenant(3, New, Old));

        Assert.Same(over, VideoSides.Align(Key, over, Tenant(2, Old, New)));
    }

    [Fact]
    public void Align_SideThatWasGivenUp_LeavesItsShardToBeCleaned_AndStopsItsHost()
    {
        var atWork = Both() with { OtherAtWork = true };

        var ended = VideoSides.Align(Key, atWork, Tenant(3, Old, null));

        Assert.Null(ended.Other);
        Assert.Equal([atWork.Other!.Shard], ended.DroppedShards);
        Assert.Equal(atWork.Epoch + 1, ended.Epoch);
        Assert.True(VideoSides.HasWork(ended));
    }

    [Fact]
    public void Align_SideThatHasNothing_LeavesNothingBehind()
    {
        var begun = VideoSides.Align(Key, Ready, Tenant(2, Old, New));

        Assert.False(VideoSides.HasWork(VideoSides.Align(Key, begun, Tenant(3, Old, null))));
    }

    [Fact]
    public void Fold_OfWhatARuleChanged_ChangesThatSideOnly()
    {
        var both = Both() with { OtherAtWork = true };

        var failed = VideoSides.Fold(VideoSides.AtWork(both) with { Status = VideoStatus.Failed });

        Assert.Equal((VideoStatus.Ready, VideoStatus.Failed), (failed.Status, failed.Other!.Status));
        Assert.Equal(both, failed with { Other = failed.Other with { Status = VideoStatus.Ready } });
    }

    [Theory]
    [InlineData(VideoStatus.Queued, 0, false, false)] // The live side first,
    [InlineData(VideoStatus.Queued, 0, true, true)] // unless searches are about to ask the other one;
    [InlineData(VideoStatus.Decoding, 5, true, false)] // what has begun is brought to its end.
    [InlineData(VideoStatus.Ready, 0, false, true)]
    [InlineData(VideoStatus.Failed, 0, false, true)]
    public void IsOtherNext_DependsOnTheLiveSide(VideoStatus live, int working, bool switching, bool expected)
    {
        var state = VideoSides.Align(Key, Ready, Tenant(2, Old, New)) with { Status = live, WorkingGeneration = working };

        Assert.Equal(expected, VideoSides.IsOtherNext(state, Tenant(2, Old, New) with { IsSwitching = switching }));
    }

    [Theory]
    [InlineData(VideoStatus.Queued, 0, true)] // Made live by force: it may have no job.
    [InlineData(VideoStatus.Queued, 5, false)] // A repeat waits with its job,
    [InlineData(VideoStatus.Decoding, 5, false)] // and what is at work keeps its own.
    [InlineData(VideoStatus.Indexing, 0, false)]
    [InlineData(VideoStatus.Ready, 0, false)]
    public void AlignmentOf_LiveSideThatHasNotBegun_NeedsWork(VideoStatus live, int working, bool expected)
    {
        var state = Both() with { Status = live, WorkingGeneration = working };

        Assert.Equal(expected, VideoSides.AlignmentOf(state, Tenant(2, Old, New)).NeedsWork);
    }

    [Fact]
    public void TextOf_IsFoundByGeneration_WhicheverSideItIsOf()
    {
        var both = Both();
        both = both with { Segments = [Segment("old text")], Other = both.Other! with { Segments = [Segment("new text")] } };

        Assert.Equal(
            ("old text", "new text", ""), (VideoRules.TextOf(both, 1, 0), VideoRules.TextOf(both, 2, 0), VideoRules.TextOf(both, 3, 0)));
    }

    private static VideoState Both()
    {
        var begun = VideoSides.Align(Key, Ready, Tenant(2, Old, New));
        return begun with
        {
            LastGeneration = 2,
            Other = begun.Other! with { Status = VideoStatus.Ready, Space = New.Space.Value, LiveGeneration = 2 },
        };
    }

    private static SegmentState Segment(string text) => new() { Text = text };

    private static TenantSnapshot Tenant(long version, TenantLineage live, TenantLineage? other) => new(
        Key.Tenant, "Acme", "plan", TenantStatus.Active, live.ModelPackage, live.Space, new TenantQuotas(null, null, null, null, null, null), 4, version, default)
    {
        Lineage = live.Number,
        LastLineage = 1,
        Other = other,
    };
}
