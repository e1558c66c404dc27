using System.Collections.Immutable;
using Triad.Core.Embedding;
using Triad.Core.Identity;
using Triad.Core.LongInput;
using Triad.Core.Media;
using Triad.Core.Modality;
using Triad.Grains.Searches;

namespace Triad.Grains.Tests.Searches.Sums;

/// <summary>What each representation of a model with heads is asked with.</summary>
public sealed class SummedRulesTests
{
    private const Modalities TextAudio = Modalities.Text | Modalities.Audio;

    private static readonly RepresentationInfo Audio = Of("audio", Modalities.Audio, ("text_audio", Modalities.Text), ("video", Modalities.Video));
    private static readonly RepresentationInfo Video = Of(
        "video", Modalities.Video, ("text_video", Modalities.Text), ("audio", Modalities.Audio), ("audio_plus_text", TextAudio));
    private static readonly RepresentationInfo Both = Of("both", Modalities.Audio | Modalities.Video, ("text_both", Modalities.Text));

    private static readonly ModelInfo Model = new(
        "stages", SpaceId.From("stages@0123456789abcdef"), 2, Modalities.All, true,
        new DecodeSettings(1, 8, 8, 48_000, TimeSpan.FromSeconds(8), TimeSpan.FromHours(1)), false, [], "")
    {
        SumsScores = true,
        Representations = [Audio, Video, Both],
    };

    private static readonly EmbedPart Text = new(1, "rain", null, null);
    private static readonly EmbedPart Sound = new(1, null, null, new AudioClip(new float[1], 48_000));

    [Fact]
    public void Asked_WithAText_AreAll() => Assert.Equal("audio video both", Asked([Text]));

    [Fact]
    public void Asked_WithSound_AreThoseWithAHeadForIt() => Assert.Equal("video", Asked([Sound]));

    [Fact]
    public void Asked_WithTextAndSound_AreAll_AndThoseThatHearNothingCountHalf()
    {
        Assert.Equal("audio video both", Asked([Text, Sound]));
        Assert.Equal([0.5, 1, 0.5], Model.Representations.Select(one => SummedRules.LegOf(one, Query([Text, Sound]), Model).Weight));
    }

    [Theory]
    [InlineData("audio", "video")]
    [InlineData("video", "audio")]
    public void Asked_WithAStoredVector_AreThoseThatItIsAHeadOf(string stored, string asked) => Assert.Equal(asked, Asked([], stored));

    [Fact]
    public void Asked_WithAStoredVectorThatIsNoHead_IsRefused() =>
        Assert.False(SummedRules.AskedOf([.. Model.Representations], Query([], "both"), Model, areNamed: false).IsOk);

    [Fact]
    public void Leg_WithACalibration_TakesItForThePrior()
    {
        var leg = SummedRules.LegOf(Audio, Query([Text]), Model, new ScoreCalibration(50, -6));

        Assert.Equal((0, ScoreCalibration.UnrelatedLogits / 50), (leg.PriorMean, leg.PriorDeviation));
    }

    private static string Asked(EmbedPart[] parts, string? stored = null) => string.Join(
        ' ', SummedRules.AskedOf([.. Model.Representations], Query(parts, stored), Model, areNamed: false).Value.Select(one => one.Name));

    private static QueryTerms Query(EmbedPart[] parts, string? stored = null) => new(
        [.. parts.Select(part => (part, true))],
        stored is null ? []
            : [new VectorTerm(0, new QueryTerm(1, QueryComposer.Opaque(new float[] { 1, 0 })), RepresentationName.From(stored), IsNamed: false)],
        []);

    private static RepresentationInfo Of(string name, Modalities mask, params (string Name, Modalities Mask)[] heads) => new(
        RepresentationName.From(name), 2, mask, heads.Aggregate(Modalities.None, (all, head) => all | head.Mask), name)
    {
        Heads = [.. heads.Select(head => new AskingHead(head.Name, head.Mask))],
    };
}
