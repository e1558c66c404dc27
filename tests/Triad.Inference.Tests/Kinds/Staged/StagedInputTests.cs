using Triad.Inference.Frames;
using Triad.Inference.Kinds.Staged;

namespace Triad.Inference.Tests.Kinds.Staged;

/// <summary>What goes into the graphs: sound filled up by reflection, and the frames that are taken.</summary>
public sealed class StagedInputTests
{
    [Theory]
    [InlineData("1 2 3 4", 4, "1 2 3 4")]
    [InlineData("1 2 3 4", 6, "1 2 3 4 3 2")]
    [InlineData("1 2 3", 8, "1 2 3 2 1 2 3 2")]
    [InlineData("1 2", 5, "1 2 1 2 1")]
    [InlineData("7", 3, "7 7 7")]
    public void Fill_Sound_IsReflectedAtItsLastSample(string sound, int length, string filled)
    {
        var room = new float[length];

        SoundWork.Fill(Numbers(sound), room);

        Assert.Equal(Numbers(filled), room);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1919, 1)]
    [InlineData(1920, 1)]
    [InlineData(1921, 2)]
    [InlineData(384_000, 200)]
    public void Ticks_OfASound_AreWholeOnes(int samples, int ticks) => Assert.Equal(ticks, SoundWork.TicksOf(samples, 1920));

    [Theory]
    [InlineData(3, null, "0 1 2")]
    [InlineData(16, 16, "0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15")]
    [InlineData(31, 16, "0 2 4 6 8 10 12 14 16 18 20 22 24 26 28 30")]
    [InlineData(33, 16, "0 2 4 6 8 10 12 14 17 19 21 23 25 27 29 32")]
    [InlineData(4, 16, "0 0 0 0 0 1 1 1 1 1 2 2 2 2 2 3")]
    [InlineData(1, 16, "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0")]
    [InlineData(9, 1, "0")]
    public void Choice_OfFrames_GoesFromTheFirstToTheLast(int count, int? taken, string places) =>
        Assert.Equal(Numbers(places), FrameChoice.Of(count, taken).Select(place => (float)place));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(200, 16)]
    [InlineData(AudioVideoWork.MostTicks, AudioVideoWork.MostFrames)]
    public void Length_OfTwo_IsTakenApartAgain(int ticks, int frames)
    {
        var length = new AudioVideoWork([], ticks, [], frames).Length;

        Assert.Equal((ticks, frames), (AudioVideoWork.TicksOf(length), AudioVideoWork.FramesOf(length)));
    }

    private static float[] Numbers(string text) => [.. text.Split(' ').Select(number => float.Parse(number, System.Globalization.CultureInfo.InvariantCulture))];
}
