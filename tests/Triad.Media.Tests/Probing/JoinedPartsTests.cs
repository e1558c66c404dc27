using FsCheck.Xunit;
using Triad.Media.Probing;

namespace Triad.Media.Tests.Probing;

public sealed class JoinedPartsTests
{
    private static readonly string[] Demuxers = ["mov", "avi", "wav", "flv", "matroska", "ogg", "mpegts"];

    [Property]
    public bool AnyBytes_Counted_AreAtLeastOneAndEnd(byte[] bytes) => Demuxers.All(demuxer => Count(bytes, demuxer) >= 1);

    [Fact]
    public void HeadsWithAbsurdSizes_Counted_End()
    {
        byte[][] heads =
        [
            [0, 0, 0, 1, .. "ftyp"u8, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0],
            [.. "RIFF"u8, 0xFF, 0xFF, 0xFF, 0xFF, .. "AVI LIST"u8],
            [.. "FLV"u8, 1, 5, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0],
            [0x1A, 0x45, 0xDF, 0xA3, 0x01, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0],
            [.. "OggS"u8, 0, 2, .. new byte[20], 255],
        ];

        Assert.All(heads, head => Assert.All(Demuxers, demuxer => Assert.InRange(Count(head, demuxer), 1, 1)));
    }

    [Fact]
    public void TwoForms_Counted_AreTwo()
    {
        byte[] form = [.. "RIFF"u8, 5, 0, 0, 0, .. "WAVE"u8, 1, 0];

        Assert.Equal(2, Count([.. form, .. form], "wav"));
        Assert.Equal(1, Count([.. form, .. "LIST"u8, 0, 0, 0, 0], "wav"));
    }

    private static int Count(byte[] bytes, string demuxer) => JoinedParts.Count(
        (offset, into) =>
        {
            var from = (int)Math.Min(Math.Max(0, offset), bytes.Length);
            var length = Math.Min(into.Length, bytes.Length - from);
            bytes.AsSpan(from, length).CopyTo(into);
            return length;
        },
        bytes.Length,
        demuxer);
}
