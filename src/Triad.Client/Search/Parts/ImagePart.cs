using Google.Protobuf;

namespace Triad.Client;

/// <summary>A picture.</summary>
/// <param name="File">A whole JPEG, PNG, WebP, BMP or GIF file; at most 16 MiB by default. It must not change
/// while a call runs.</param>
public sealed record ImagePart(ReadOnlyMemory<byte> File) : QueryPart
{
    private protected override void Fill(V1.Part part) => part.Image = UnsafeByteOperations.UnsafeWrap(File);
}
