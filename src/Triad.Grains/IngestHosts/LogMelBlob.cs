using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Triad.Core.Embedding;

namespace Triad.Grains.IngestHosts;

/// <summary>
/// The log-mels of some segments as one blob. For each segment, little endian: int32 segment, int32 bins, int32 frames, then bins x frames half-precision
/// decibels, row by row.
/// </summary>
internal sealed class LogMelBlob
{
    private readonly MemoryStream _bytes = new();

    public void Add(int segment, LogMel? logMel)
    {
        if (logMel is null)
            return;
        Span<byte> header = stackalloc byte[3 * sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(header, segment);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], logMel.Bins);
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], logMel.Frames);
        _bytes.Write(header);
        _bytes.Write(MemoryMarshal.AsBytes(logMel.Decibels.Span));
    }

    public ReadOnlyMemory<byte> ToBytes() => _bytes.ToArray();

    public void Clear() => _bytes.SetLength(0);
}
