using Triad.Core.Media;
using Triad.Inference.Frames;
using Triad.Inference.Tests.Fixtures;

namespace Triad.Inference.Tests.Frames;

public sealed class FrameFrontEndTests
{
    private const int FrameValues = 2 * 4 * 3;

    [Fact]
    public void Write_Pixels_AreNormalisedPlaneByPlane()
    {
        var pixels = new byte[FrameValues];
        (pixels[0], pixels[1], pixels[2]) = (255, 51, 0);
        var planes = new float[4 * FrameValues];

        CreateSut().Write(new FrameClip(pixels, 1, 4, 2), planes);

        Assert.Equal(1f, planes[0], 1e-6f);
        Assert.Equal(0.2f - 0.25f, planes[8], 1e-6f);
        Assert.Equal(0f, planes[16], 1e-6f);
    }

    [Fact]
    public void Write_IncompleteRun_RepeatsItsLastFrameAndClearsTheRest()
    {
        var pixels = new byte[5 * FrameValues];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)(i / FrameValues * 50);
        var planes = new float[12 * FrameValues];
        Array.Fill(planes, float.NaN);

        CreateSut().Write(new FrameClip(pixels, 5, 4, 2), planes);

        var fifth = planes[(4 * FrameValues)..(5 * FrameValues)];
        for (var frame = 5; frame < 8; frame++)
            Assert.Equal(fifth, planes[(frame * FrameValues)..((frame + 1) * FrameValues)]);
        Assert.NotEqual(fifth, planes[..FrameValues]);
        Assert.All(planes[(8 * FrameValues)..], value => Assert.Equal(0, value));
    }

    private static FrameFrontEnd CreateSut() => new(TestSettings.Video);
}
