using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Modality;

namespace Triad.Core.Tests.Identity;

public sealed class RepresentationNameTests
{
    [Theory]
    [InlineData("va", Modalities.Video | Modalities.Audio)]
    [InlineData("full", Modalities.None)]
    [InlineData("clip.v", Modalities.None)]
    [InlineData("pe-av_2.va", Modalities.None)]
    [InlineData("a23456789012345678901234567890123456789012345678901234567890123", Modalities.None)]
    public void Parse_Name_IsTaken(string text, Modalities mask)
    {
        var name = RepresentationName.Parse(text).Value;

        Assert.Equal((text, mask), (name.Value, name.Mask));
        Assert.Equal(name, RepresentationName.From(text));
    }

    [Theory]
    [InlineData("VA")]
    [InlineData("clip v")]
    [InlineData("clip/v")]
    [InlineData("größe")]
    [InlineData("va\n")]
    [InlineData("a234567890123456789012345678901234567890123456789012345678901234")]
    public void Parse_SomethingElse_IsRefused(string text)
    {
        var refused = RepresentationName.Parse(text, "options.representations[0]").Error!;

        Assert.Equal((ErrorReason.FieldInvalid, "options.representations[0]"), (refused.Reason, refused.Field));
        Assert.NotNull(refused.Remedy);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Parse_Nothing_IsMissing(string? text) => Assert.Equal(ErrorReason.FieldMissing, RepresentationName.Parse(text).Error?.Reason);

    [Fact]
    public void Of_Masks_AreTheirNames() =>
        Assert.Equal(["t", "v", "tv", "a", "ta", "va", "tva"], ModalitiesExtensions.NonEmpty.Select(mask => RepresentationName.Of(mask).Value));

    [Fact]
    public void Of_NoMask_IsABug() => Assert.Throws<ArgumentOutOfRangeException>(() => RepresentationName.Of(Modalities.None));
}
