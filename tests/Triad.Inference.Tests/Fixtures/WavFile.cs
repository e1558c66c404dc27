using System.Runtime.InteropServices;

namespace Triad.Inference.Tests.Fixtures;

/// <summary>Reads mono 16-bit PCM.</summary>
internal static class WavFile
{
    public static float[] ReadMono16(string path)
    {
        var bytes = File.ReadAllBytes(path);
        for (var at = 12; at + 8 <= bytes.Length;)
        {
            var size = BitConverter.ToInt32(bytes, at + 4);
            if (bytes.AsSpan(at, 4).SequenceEqual("data"u8))
                return [.. MemoryMarshal.Cast<byte, short>(bytes.AsSpan(at + 8, size)).ToArray().Select(sample => sample / 32768f)];
            at += 8 + size + (size % 2);
        }

        throw new InvalidDataException($"{path} has no data chunk.");
    }
}
