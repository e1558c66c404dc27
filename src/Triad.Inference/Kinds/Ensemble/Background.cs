using Triad.Core.Embedding;
using Triad.Core.Media;
using Triad.Core.Modality;
using Triad.Inference.Text;

namespace Triad.Inference.Kinds.Ensemble;

/// <summary>Things that have nothing to do with each other, the same in every run: captions, and generated pictures and sounds.</summary>
internal static class Background
{
    private const int Pictures = 16;
    private const int Sounds = 16;
    private const int PictureSide = 256;
    private const int Waves = 5;
    private const double Seconds = 4;

    /// <summary>Things of one modality.</summary>
    public static IReadOnlyList<EmbedPart> Of(Modalities modality, DecodeSettings decode) => modality switch
    {
        Modalities.Text => [.. BackgroundTexts.All.Select(text => new EmbedPart(1, text, null, null))],
        Modalities.Video => [.. Enumerable.Range(0, Pictures).Select(number => new EmbedPart(1, null, Picture(number, decode), null))],
        _ => [.. Enumerable.Range(0, Sounds).Select(number => new EmbedPart(1, null, null, Sound(number, decode)))],
    };

    // Waves of random length and direction in random colours, every other time cut into flat patches.
    private static FrameClip Picture(int number, DecodeSettings decode)
    {
        var (width, height) = decode.KeepsShape ? (Math.Min(decode.Width, PictureSide), Math.Min(decode.Height, PictureSide)) : (decode.Width, decode.Height);
        var random = new Random(number);
        var waves = Enumerable.Range(0, Waves * 3).Select(_ => (
            X: (random.NextDouble() - 0.5) * Math.Pow(2, random.NextDouble() * 5),
            Y: (random.NextDouble() - 0.5) * Math.Pow(2, random.NextDouble() * 5),
            Phase: random.NextDouble() * Math.Tau,
            Size: random.NextDouble())).ToArray();
        var pixels = new byte[width * height * 3];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (x, y) = ((double)(i / 3 % width) / width, (double)(i / 3 / width) / height);
            var sum = 0.0;
            for (var wave = i % 3; wave < waves.Length; wave += 3)
                sum += waves[wave].Size * Math.Sin((((x * waves[wave].X) + (y * waves[wave].Y)) * Math.Tau) + waves[wave].Phase);
            var value = (Math.Tanh(sum) + 1) / 2;
            pixels[i] = (byte)(255 * (number % 2 == 0 ? value : Math.Round(value * 3) / 3));
        }

        return new FrameClip(pixels, 1, width, height) { IsPicture = true };
    }

    // A harmonic tone that swells and fades, and noise, in random shares.
    private static AudioClip Sound(int number, DecodeSettings decode)
    {
        return At(decode.SampleRate) with { More = [.. decode.MoreSampleRates.Select(At)] };

        AudioClip At(int rate)
        {
            var random = new Random(number);
            var (pitch, beats, noise) = (60 * Math.Pow(2, random.NextDouble() * 5), random.NextDouble() * 8, random.NextDouble());
            var harmonics = Enumerable.Range(1, Waves).Select(_ => random.NextDouble()).ToArray();
            var samples = new float[(int)(Seconds * rate)];
            for (var i = 0; i < samples.Length; i++)
            {
                var time = (double)i / rate;
                var tone = 0.0;
                for (var n = 0; n < harmonics.Length && pitch * (n + 1) < rate / 2.0; n++)
                    tone += harmonics[n] * Math.Sin(Math.Tau * pitch * (n + 1) * time) / Waves;
                var swell = 0.5 - (0.5 * Math.Cos(Math.Tau * beats * time));
                samples[i] = (float)(0.5 * ((((1 - noise) * tone) + (noise * (random.NextDouble() - 0.5))) * swell));
            }

            return new AudioClip(samples, rate);
        }
    }
}
