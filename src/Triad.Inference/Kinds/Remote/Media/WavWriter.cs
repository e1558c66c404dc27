using System.Buffers.Binary;

namespace Triad.Inference.Kinds.Remote.Media;

/// <summary>Writes sound as a WAV of 16 bits, mono.</summary>
internal static class WavWriter
{
    private const int BytesPerSample = 2;

    /// <summary>The file of a clip; what is beyond full scale is cut, what is no number is silence.</summary>
    public static byte[] Write(ReadOnlySpan<float> samples, int rate)
    {
        var content = new byte[samples.Length * BytesPerSample];
        for (var i = 0; i < samples.Length; i++)
        {
            var scaled = float.IsNaN(samples[i]) ? 0 : Math.Clamp(MathF.Round(samples[i] * 32768), short.MinValue, short.MaxValue);
            BinaryPrimitives.WriteInt16LittleEndian(content.AsSpan(i * BytesPerSample), (short)scaled);
        }

        var riff = new RiffWriter();
        riff.List("RIFF"u8, "WAVE"u8, () =>
        {
            const int PcmMono = 1 | (1 << 16);
            riff.Chunk("fmt "u8, RiffWriter.Numbers(PcmMono, rate, rate * BytesPerSample, BytesPerSample | (8 * BytesPerSample << 16)));
            riff.Chunk("data"u8, content);
        });
        return riff.ToArray();
    }
}
