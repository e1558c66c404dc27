using Triad.Core.Embedding;
using Triad.Core.Identity;
using Triad.Core.Media;
using Triad.Core.Modality;

namespace Triad.Core.Tests.Embedding;

public sealed class ModelInfoTests
{
    private const Modalities Both = Modalities.Video | Modalities.Audio;

    [Fact]
    public void Representations_OfAFusionModel_AreTheFullOneAndAllMasksThatItServes()
    {
        var sut = CreateSut(Both, full: true, Modalities.Video);

        Assert.Equal(["full", "v", "a", "va"], sut.Representations.Select(representation => representation.Name.Value));
        Assert.All(sut.Representations, representation => Assert.Equal((8, Both, "mini"), (representation.Dimension, representation.Queries, representation.ComparableAs)));
    }

    [Fact]
    public void Representations_WithoutTheFullOne_AreThoseStored()
    {
        var sut = CreateSut(Both, full: false, Both, Modalities.Audio);

        Assert.Equal(["va", "a"], sut.Representations.Select(representation => representation.Name.Value));
        Assert.Null(sut.Find(RepresentationName.Full));
    }

    [Fact]
    public void RepresentationsOf_ASegment_AreTheFullOneFirstAndWhatElseItHas()
    {
        var sut = CreateSut(Modalities.All, full: true, Both, Modalities.Text);

        Assert.Equal(["tva", "va", "t"], Names(sut.RepresentationsOf(Modalities.All)));
        Assert.Equal(["va"], Names(sut.RepresentationsOf(Both)));
        Assert.Equal(["v"], Names(sut.RepresentationsOf(Modalities.Video)));
        Assert.Equal("va", sut.FullOf(Both)?.Value);
        Assert.Null(sut.FullOf(Modalities.None));
    }

    [Fact]
    public void RepresentationsOf_AModelThatNamesThem_AreThoseWhoseModalitiesASegmentHas()
    {
        var sut = CreateSut(Modalities.All, full: false) with
        {
            Representations =
            [
                new(RepresentationName.From("clip.v"), 4, Modalities.Video, Modalities.Text | Modalities.Video, "clip"),
                new(RepresentationName.From("clap.a"), 6, Modalities.Audio, Modalities.Text | Modalities.Audio, "clap"),
            ],
        };

        Assert.Equal(["clip.v", "clap.a"], Names(sut.RepresentationsOf(Modalities.All)));
        Assert.Equal(["clap.a"], Names(sut.RepresentationsOf(Modalities.Audio)));
        Assert.Null(sut.FullOf(Modalities.All));
    }

    private static IEnumerable<string> Names(IEnumerable<RepresentationName> names) => names.Select(name => name.Value);

    private static ModelInfo CreateSut(Modalities served, bool full, params Modalities[] stored) => new(
        "mini",
        SpaceId.From("mini@0123456789abcdef"),
        8,
        served,
        CanFuse: true,
        new DecodeSettings(2, 8, 8, 16_000, TimeSpan.FromSeconds(8), TimeSpan.FromHours(1)),
        full,
        stored,
        "key");
}
