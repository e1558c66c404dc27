using Triad.Client;
using Triad.Evaluation.Retrieval;

namespace Triad.Evaluation.Tests.Retrieval;

public sealed class DirectionPlanTests
{
    private static DirectionPlan Plan(IReadOnlyList<string> caption, params string[][] items) => DirectionPlan.Of(Direction.All, new StoredNames(items, caption));

    private static IEnumerable<string> Names(IEnumerable<Direction> directions) => directions.Select(direction => direction.Name);

    [Fact]
    public void Of_AFusionModel_AsksAllByStoredVectors()
    {
        var plan = Plan(["t", "ta"], ["va", "v", "a"], ["va", "v", "a"]);

        Assert.Equal(Direction.All, plan.Asked);
        Assert.Empty(plan.Turned);
        Assert.Empty(plan.Unavailable);
    }

    [Fact]
    public void Of_APlatformThatTellsNoNames_AsksAllByTheirModalities()
    {
        var plan = Plan([], [], []);

        Assert.Equal(Direction.All, plan.Asked);
        Assert.Empty(plan.Turned);
    }

    [Fact]
    public void Of_TwoTowers_TurnsWhatAsksForText()
    {
        var plan = Plan([], ["v"], ["v"]);

        Assert.Equal(["t->v", "v->t"], Names(plan.Asked));
        Assert.Equal(["v->t"], Names(plan.Turned));
        Assert.Equal(6, plan.Unavailable.Count);
    }

    [Fact]
    public void Of_AStagedModel_AsksByItsOwnNames()
    {
        string[] names = ["audio", "video", "audio_video"];
        var plan = Plan(["audio"], names, names);

        Assert.Equal(Direction.All, plan.Asked);
        Assert.Equal(["v->t", "a->t", "va->t"], Names(plan.Turned));
        Assert.Equal(["audio_video"], new StoredNames([names], []).Of(Modalities.Video | Modalities.Audio));
    }

    [Fact]
    public void Of_AnEnsembleWithoutACommonVector_AsksWholeItemsToo()
    {
        var plan = Plan(["words.t"], ["clip.v", "scenes.v"], ["clap.a"]);

        Assert.Equal(["t->v", "t->a", "v->t", "a->t", "a->v", "t->full", "full->t"], Names(plan.Asked));
        Assert.Equal(["v->t", "a->t", "full->t"], Names(plan.Turned));
        Assert.Contains("several vectors of v", plan.Unavailable["v->a"], StringComparison.Ordinal);
    }

    [Fact]
    public void OfChosen_KeepsWhatWasNamed() => Assert.Equal(
        ["t->va"], Names(DirectionPlan.OfChosen([Direction.Parse("t->va")], new StoredNames([["v"]], [])).Asked));
}
