using System.Runtime.InteropServices;

namespace Triad.Media.Tests.Fixtures;

/// <summary>A file's sound as the README of the golden values tells to make it, by plain calls of FFmpeg and sums of our own.</summary>
internal static class PlainSounds
{
    /// <summary>All samples at a rate: the mean of the channels, then SoX.</summary>
    public static float[] At(string file, int rate)
    {
        var (channels, own) = Read(
            MediaFixture.Ffmpeg("-i", file, "-map", "0:a:0", "-af", "aformat=sample_fmts=flt", "-f", "wav", "-c:a", "pcm_f32le", "-"));
        var mean = new float[own.Samples.Length / channels];
        for (var i = 0; i < mean.Length; i++)
            mean[i] = Mean(own.Samples.AsSpan(i * channels, channels));
        var folder = Directory.CreateTempSubdirectory("triad-plain-");
        try
        {
            var path = Path.Combine(folder.FullName, "mean.f32");
            File.WriteAllBytes(path, MemoryMarshal.AsBytes<float>(mean).ToArray());
            return MemoryMarshal.Cast<byte, float>(MediaFixture.Ffmpeg(
                "-f", "f32le", "-ar", $"{own.Rate}", "-ac", "1", "-i", path, "-af",
                    $"aresample={rate}:resampler=soxr,aformat=sample_fmts=flt", "-f", "f32le", "-")).ToArray();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static float Mean(ReadOnlySpan<float> channels)
    {
        var sum = 0f;
        foreach (var channel in channels)
            sum += channel * (1f / channels.Length);
        return sum;
    }

    private static (int Channels, (int Rate, float[] Samples) Sound) Read(byte[] wave)
    {
        var (channels, rate) = (0, 0);
        for (var at = 12; ;)
        {
            var body = at + 8;
            var length = (int)Math.Min(BitConverter.ToUInt32(wave, at + 4), wave.Length - body);
            switch (System.Text.Encoding.ASCII.GetString(wave, at, 4))
            {
                case "fmt ":
                    (channels, rate) = (BitConverter.ToInt16(wave, body + 2), BitConverter.ToInt32(wave, body + 4));
                    break;
                case "data":
                    return (channels,
                        (rate, MemoryMarshal.Cast<byte, float>(wave.AsSpan(body, length - (length % (4 * channels)))).ToArray()));
            }

            at = body + length + (length & 1);
        }
    }
}
