using Triad.Evaluation.Footage;

namespace Triad.Evaluation.Tests.Footage;

public sealed class FootageRankTests
{
    private static readonly FootageItem[] Items =
    [
        new("red", "picture", null, null, ["A cow."]),
        new("white", "picture", null, null, ["A cow."]),
        new("pig", "picture", null, null, ["A pig."]),
    ];

    [Fact]
    public void Of_TwoThingsOfOneName_TakesTheBetter() => Assert.Equal(new FootageRank(1, 3, 2), Rank(new(0, "A cow."), [0.1, 0.9, 0.5]));

    [Fact]
    public void Of_TheOthersOfItsName_DoNotPushItBack() => Assert.Equal(new FootageRank(1, 1.5, 2), Rank(new(0, "A cow."), [0.9, 0.9, 0.5]));

    [Fact]
    public void Of_File_LooksForWhatHasTheWordsOfItsItem() => Assert.Equal(new FootageRank(2, 3, 2), Rank(new(0, Sound: "cow.ogg"), [0.1, 0.5, 0.9]));

    [Fact]
    public void Of_NothingFound_IsNowhere() => Assert.Equal(
        new FootageRank(double.PositiveInfinity, double.PositiveInfinity, 1), Rank(new(2, "A pig."), [0.1, 0.5, double.NegativeInfinity]));

    [Fact]
    public void Of_OtherOfItsNameFound_IsFound() => Assert.Equal(
        new FootageRank(2, double.PositiveInfinity, 2), Rank(new(0, "A cow."), [double.NegativeInfinity, 0.5, 0.9]));

    [Fact]
    public void Figures_TellSharesBesideChanceAndThoseOfTheVeryItem()
    {
        var figures = FootageFigures.Of([new(1, 2, 2), new(2, 2, 1), new(6, 12, 2), new(20, 20, 1)], pool: 50);

        Assert.Equal((0.25, 0.5, 0.75, 0.03), (figures.R1, figures.R5, figures.R10, figures.Chance));
        Assert.Equal((0.0, 0.5, 0.5), (figures.OwnR1, figures.OwnR5, figures.OwnR10));
        Assert.Equal((50, 4), (figures.Pool, figures.N));
    }

    private static FootageRank Rank(FootageQuery query, double[] scores) => FootageRank.Of(query, scores, Items, FootageRank.ByText(Items));
}
