using Triad.Core.Embedding;
using Triad.Core.Media;
using Triad.Core.Modality;

namespace Triad.Inference.Kinds.Remote;

/// <summary>What an endpoint is asked to see that it answers, with how many numbers, and that it is still the same model.</summary>
internal static class RemoteProbe
{
    private const int Side = 64;
    private const double ToneHertz = 440;

    /// <summary>
    /// A text where it takes texts, else a picture, else a sound; the same for ever, since packages keep the vector of it.
    /// </summary>
    public static RemoteInput Of(Modalities modalities, int sampleRate) => new(EmbedRole.Plain,
    [
        modalities.Contains(Modalities.Text) ? RemoteContent.Of("rain on a tin roof")
            : modalities.Contains(Modalities.Video) ? RemoteContent.Picture(Picture(), 0)
            : RemoteContent.Of(Tone(sampleRate)),
    ]);

    private static FrameClip Picture()
    {
        var pixels = new byte[Side * Side * 3];
        for (var i = 0; i < Side * Side; i++)
            (pixels[3 * i], pixels[(3 * i) + 1], pixels[(3 * i) + 2]) = ((byte)(4 * (i % Side)), (byte)(4 * (i / Side)), 128);
        return new FrameClip(pixels, 1, Side, Side);
    }

    private static AudioClip Tone(int rate) =>
        new(Enumerable.Range(0, rate).Select(i => (float)(0.5 * Math.Sin(2 * Math.PI * ToneHertz * i / rate))).ToArray(), rate);
}
