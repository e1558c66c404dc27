using Triad.Core.Embedding;
using Triad.Core.Media;
using Triad.Core.Modality;
using Triad.Inference.Embedding;
using Triad.Inference.Kinds.Ensemble;
using Triad.Inference.Packages;
using Triad.Inference.Tests.Fixtures;

namespace Triad.Inference.Tests.Kinds.Ensemble;

public sealed class MemberMediaTests
{
    private static readonly DecodeSettings All = new(6, 8, 6, 48_000, TimeSpan.FromSeconds(8), TimeSpan.FromHours(1))
    {
        KeepsShape = true,
        MoreSampleRates = [16_000],
    };

    [Theory]
    [InlineData(6, 6, 1)]
    [InlineData(6, 2, 3)]
    [InlineData(1, 0.1, 10)]
    [InlineData(29.97, 9.99, 3)]
    [InlineData(6, 4, null)]
    [InlineData(2, 3, null)]
    public void Step_OfARate_IsAWholeNumberOrNone(double all, double own, int? step) => Assert.Equal(step, EnsembleDecode.StepOf(all, own));

    [Fact]
    public void Frames_OfALowerRate_AreEveryKth()
    {
        var clip = new FrameClip(Enumerable.Range(0, 7).SelectMany(frame => Enumerable.Repeat((byte)frame, 12)).ToArray(), 7, 2, 2);

        var part = new MemberMedia(All, Model(All with { FrameRate = 2 }, Modalities.Video)).Of(new EmbedPart(1, "x", clip, null), "p").Value!;

        Assert.Equal((3, null), (part.Frames!.Count, part.Text));
        Assert.Equal([0, 3, 6], part.Frames.Pixels.ToArray().Chunk(12).Select(frame => (int)frame[0]));
    }

    [Fact]
    public void Frames_ForAMemberThatWantsASize_AreScaledToIt()
    {
        var clip = new FrameClip(Enumerable.Repeat((byte)77, 8 * 6 * 3 * 2).ToArray(), 2, 8, 6);

        var part = new MemberMedia(All, Model(All with { Width = 4, Height = 4, KeepsShape = false }, Modalities.Video)).Of(new EmbedPart(1, null, clip, null), "p").Value!;

        Assert.Equal((2, 4, 4, 96), (part.Frames!.Count, part.Frames.Width, part.Frames.Height, part.Frames.Pixels.Length));
        Assert.All(part.Frames.Pixels.ToArray(), value => Assert.Equal(77, value));
    }

    [Fact]
    public void Sound_IsThatOfTheMembersRate_AndRefusedWithout()
    {
        var sound = new AudioClip(new float[48], 48_000) { More = [new AudioClip(new float[16], 16_000)] };
        var sut = new MemberMedia(All, Model(All with { SampleRate = 16_000 }, Modalities.Audio));

        var part = sut.Of(new EmbedPart(1, null, null, sound), "p").Value!;
        var refused = sut.Of(new EmbedPart(1, null, null, sound with { More = [] }), "items[0].parts[0]");

        Assert.Equal(16_000, part.Audio!.SampleRate);
        Assert.Equal("items[0].parts[0].audio", refused.Error?.Field);
        Assert.Null(sut.Of(new EmbedPart(1, "words", null, null), "p").Value);
    }

    [Fact]
    public async Task Decoding_ForMembersOfDifferentRates_IsThatOfAll_OrIsRefused()
    {
        using var tiny = new InferenceFixture(InferenceFixture.TinyModels);
        var own = (await tiny.GetAsync("tiny")).Model.Decode;
        var problems = new List<PackageProblem>();
        EnsembleMember[] members =
        [
            Member("slow", own with { FrameRate = 2, Width = 1024, Height = 1024, KeepsShape = true, SampleRate = 48_000 }),
            Member("fast", own),
        ];

        var all = EnsembleDecode.Of(members, 5, TimeSpan.FromHours(1), problems)!;
        var none = EnsembleDecode.Of([members[0], Member("odd", own with { FrameRate = 5 })], 5, TimeSpan.FromHours(1), problems);

        Assert.Equal((6, 1024, true, 48_000, 5), (all.FrameRate, all.Width, all.KeepsShape, all.SampleRate, all.SegmentLength.TotalSeconds));
        Assert.Equal([16_000], all.MoreSampleRates);
        Assert.Null(none);
        Assert.Equal("members.slow", Assert.Single(problems).Field);

        static EnsembleMember Member(string name, DecodeSettings decode) => new(name, new Shown(Model(decode, Modalities.All)), 1);
    }

    [Theory]
    [InlineData("rain_on-a.tin roof.mp4", "rain on a tin roof")]
    [InlineData("Doctor No", "Doctor No")]
    [InlineData("rain 2 (copy).mp4", "rain copy")]
    [InlineData("IMG_2034.MOV", "")]
    [InlineData("item-0012", "")]
    [InlineData("WhatsApp Video 2026-11-30 at 10.12.13.mp4", "")]
    [InlineData("a3f9c1e2-77.webm", "")]
    [InlineData(".hidden", "hidden")]
    [InlineData("2034.mov", "")]
    [InlineData("", "")]
    [InlineData(null, "")]
    [InlineData("雨.webm", "雨")]
    public void Title_AsWords_IsWithoutWhatOnlyFilesHave(string? name, string words) => Assert.Equal(words, VideoTitle.ToText(name));

    private static ModelInfo Model(DecodeSettings decode, Modalities modalities) =>
        new("m", Core.Identity.SpaceId.From("m@0123456789abcdef"), 4, modalities, false, decode, false, [], "m");

    private sealed class Shown(ModelInfo model) : IEmbedder
    {
        public ModelInfo Model => model;

        public int QueueDepth => 0;

        public TextNotice Read(string text) => new(1, [], 0);

        public Task<Core.Errors.Result<EmbedResponse>> EmbedAsync(EmbedRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
