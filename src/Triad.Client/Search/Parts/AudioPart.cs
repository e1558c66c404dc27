using Google.Protobuf;

namespace Triad.Client;

/// <summary>A clip of sound.</summary>
/// <param name="File">A whole file in any format that FFmpeg reads; at most 16 MiB and 60 s by default. It must not change
/// while a call runs.</param>
public sealed record AudioPart(ReadOnlyMemory<byte> File) : QueryPart
{
    private protected override void Fill(V1.Part part) => part.Audio = UnsafeByteOperations.UnsafeWrap(File);
}
