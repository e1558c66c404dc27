using Triad.Core.Embedding;
using Triad.Core.Identity;
using Triad.Core.Modality;

namespace Triad.Core.Tests.Embedding;

public sealed class RepresentationInfoTests
{
    private static readonly RepresentationInfo WithHeads = CreateSut("video", Modalities.Text | Modalities.Audio) with
    {
        Heads =
        [
            new AskingHead("text_video", Modalities.Text),
            new AskingHead("audio", Modalities.Audio),
            new AskingHead("both", Modalities.Text | Modalities.Audio),
        ],
    };

    [Theory]
    [InlineData(Modalities.Text, "text_video")]
    [InlineData(Modalities.Audio, "audio")]
    [InlineData(Modalities.Text | Modalities.Audio, "both")]
    [InlineData(Modalities.Audio | Modalities.Video, "audio")]
    [InlineData(Modalities.Video, null)]
    public void HeadOf_AQuery_TakesAllOfItThatCanAsk(Modalities query, string? head)
    {
        Assert.Equal(head, WithHeads.HeadOf(query)?.Name);
        Assert.Equal(WithHeads.HeadOf(query)?.Mask ?? Modalities.None, WithHeads.AskedWith(query));
    }

    [Fact]
    public void AskedWith_WithoutHeads_IsTheWholeQueryOrNothing()
    {
        var sut = CreateSut("v", Modalities.Text | Modalities.Video);

        Assert.Equal(Modalities.Text, sut.AskedWith(Modalities.Text));
        Assert.Equal(Modalities.None, sut.AskedWith(Modalities.Text | Modalities.Audio));
    }

    [Fact]
    public void IsAskedBy_AStoredVector_WithHeadsOnlyByOneOfThem()
    {
        Assert.True(WithHeads.IsAskedBy(CreateSut("audio", Modalities.Text)));
        Assert.False(WithHeads.IsAskedBy(WithHeads));
    }

    [Fact]
    public void IsAskedBy_AStoredVector_WithoutHeadsByThoseOfItsKind()
    {
        var sut = CreateSut("v", Modalities.Video) with { ComparableAs = "mini" };

        Assert.True(sut.IsAskedBy(CreateSut("va", Modalities.Video) with { ComparableAs = "mini" }));
        Assert.False(sut.IsAskedBy(CreateSut("va", Modalities.Video)));
    }

    [Fact]
    public void Calibration_OfACosine_IsTheSigmoidOfItsLogit()
    {
        var sut = new ScoreCalibration(4, -1);

        Assert.Equal(1, sut.Logit(0.5f));
        Assert.Equal(1 / (1 + Math.Exp(-1)), sut.Probability(0.5f), 1e-6);
    }

    [Fact]
    public void Prior_OfACalibration_MeasuresByLogits()
    {
        var prior = new ScoreCalibration(40, -8).Prior;

        Assert.Equal((0, ScoreCalibration.UnrelatedLogits / 40), (prior.Mean, prior.Deviation));
    }

    private static RepresentationInfo CreateSut(string name, Modalities queries) => new(RepresentationName.From(name), 4, Modalities.Video, queries, name);
}
