using Triad.Core.Errors;
using Triad.Core.Modality;

namespace Triad.Core.Tests.Modality;

public sealed class ModalitiesTests
{
    // Number and name of a mask are stored.
    [Theory]
    [InlineData(1, "t")]
    [InlineData(2, "v")]
    [InlineData(3, "tv")]
    [InlineData(4, "a")]
    [InlineData(5, "ta")]
    [InlineData(6, "va")]
    [InlineData(7, "tva")]
    public void Name_OfAMask_IsReadBackAsIt(int bits, string name)
    {
        Assert.Equal(name, ((Modalities)bits).ToName());
        Assert.Equal((Modalities)bits, ModalitiesExtensions.Parse(name, "representation").Value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("vt")]
    [InlineData("TVA")]
    [InlineData("x")]
    public void Parse_OfAnotherName_IsRefused(string? name)
    {
        var error = ModalitiesExtensions.Parse(name, "options.representations[0]").Error;

        Assert.Equal((ErrorReason.FieldInvalid, "options.representations[0]"), (error?.Reason, error?.Field));
    }

    [Fact]
    public void Parts_AreInTheOrderOfTheFusionGraph()
    {
        Assert.Equal([Modalities.Text, Modalities.Video, Modalities.Audio], Modalities.All.Parts());
        Assert.Equal([0, 1, 2], ModalitiesExtensions.Singles.Select(single => single.Index()));
        Assert.Equal(7, ModalitiesExtensions.NonEmpty.Distinct().Count());
    }

    [Fact]
    public void Contains_OfTwoMasks_IsThatTheOneHasAllOfTheOther()
    {
        var va = Modalities.Video | Modalities.Audio;

        Assert.True(va.Contains(Modalities.Video));
        Assert.True(va.Contains(va));
        Assert.True(va.Contains(Modalities.None));
        Assert.False(va.Contains(Modalities.All));
        Assert.Equal([0, 1, 2, 3], new[] { Modalities.None, Modalities.Text, va, Modalities.All }.Select(mask => mask.Count()));
    }
}
