using Google.Protobuf;

namespace Triad.Client;

/// <summary>A video clip.</summary>
/// <param name="File">A whole file in any format that FFmpeg reads; at most 48 MiB and 60 s by default. It must not change
/// while a call runs.</param>
public sealed record VideoPart(ReadOnlyMemory<byte> File) : QueryPart
{
    private protected override void Fill(V1.Part part) => part.Video = UnsafeByteOperations.UnsafeWrap(File);
}
