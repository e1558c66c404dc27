using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Shards;

namespace Triad.Grains.Tests.Shards;

public sealed class ShardRulesTests
{
    private static readonly VideoId Clip = VideoId.From("clip");
    private static readonly VideoId Other = VideoId.From("Clip");

    [Fact]
    public void Hide_OfAGeneration_HidesItAlone()
    {
        var state = ShardRules.Hide(new IndexShardState(), Clip, 2);

        Assert.Equal([(Clip, 2)], Hidden(state));
        Assert.Equal([("clip", 2)], ShardRules.HiddenGenerations(state).Select(hidden => (hidden.Video.Value, hidden.Generation)));
    }

    [Fact]
    public void Show_OfAGeneration_ShowsItAlone()
    {
        var state = ShardRules.Hide(ShardRules.Hide(ShardRules.Hide(new IndexShardState(), Clip, 1), Clip, 2), Other, 1);

        Assert.Equal([(Clip, 2), (Other, 1)], Hidden(ShardRules.Show(state, Clip, 1)));
        Assert.Equal([(Other, 1)], Hidden(ShardRules.ShowAll(state, Clip)));
    }

    [Fact]
    public void Refusals_NameWhatIsRefused()
    {
        var fenced = ShardRules.Fenced(Clip, 3);
        var wrong = ShardRules.WrongSpace(SpaceId.From("a@0123456789abcdef"), "b@0123456789abcdef");

        Assert.Equal((ErrorReason.EpochStale, "generation", "3"), (fenced.Reason, fenced.Field, fenced.Value));
        Assert.Equal((ErrorReason.SpaceMismatch, "space", "a@0123456789abcdef"), (wrong.Reason, wrong.Field, wrong.Value));
    }

    // Of the generations that the tests speak of, those that are hidden.
    private static IEnumerable<(VideoId Video, int Generation)> Hidden(IndexShardState state) =>
        new[] { (Clip, 1), (Clip, 2), (Other, 1), (Other, 2) }.Where(each => ShardRules.IsHidden(state, each.Item1, each.Item2));
}
