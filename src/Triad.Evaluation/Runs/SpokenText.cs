using System.Buffers.Binary;
using System.Text;
using Triad.Client;

namespace Triad.Evaluation.Runs;

/// <summary>A text as a video of its own: captions over a second of silence.</summary>
internal static class SpokenText
{
    private const int SampleRate = 16000;
    private const int HeaderBytes = 44;

    /// <summary>A second of silence, mono, 16 bits.</summary>
    public static byte[] Carrier { get; } = MakeCarrier();

    public static Captions CaptionsOf(string text)
    {
        // One line, since a blank one ends a cue; an arrow would be read as times.
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Replace("-->", " ", StringComparison.Ordinal)
            .Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);
        return new Captions(Encoding.UTF8.GetBytes($"WEBVTT\n\n00:00:00.000 --> 00:00:01.000\n{line}\n"), CaptionFormat.WebVtt);
    }

    private static byte[] MakeCarrier()
    {
        var file = new byte[HeaderBytes + (SampleRate * sizeof(short))];
        "RIFF"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), file.Length - 8);
        "WAVEfmt "u8.CopyTo(file.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(24), SampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(28), SampleRate * sizeof(short));
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(32), sizeof(short));
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(34), 16);
        "data"u8.CopyTo(file.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(40), SampleRate * sizeof(short));
        return file;
    }
}
