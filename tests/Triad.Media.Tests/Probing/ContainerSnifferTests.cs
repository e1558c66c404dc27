using System.Text;
using FsCheck.Xunit;
using Triad.Media.Probing;

namespace Triad.Media.Tests.Probing;

public sealed class ContainerSnifferTests
{
    [Theory]
    [InlineData("\0\0\0 ftypisom", "mov")]
    [InlineData("\0\0\0\x08wide\0\0\0\0mdat", "mov")]
    [InlineData("\x1A\x45\xDF\xA3", "matroska")]
    [InlineData("RIFF\0\0\0\0WAVEfmt ", "wav")]
    [InlineData("RIFF\0\0\0\0AVI LIST", "avi")]
    [InlineData("RIFF\0\0\0\0WEBPVP8 ", "webp_pipe")]
    [InlineData("FORM\0\0\0\0AIFF", "aiff")]
    [InlineData("\xFF\xFB\x90\x64", "mp3")]
    [InlineData("\xFF\xF1\x50\x80", "aac")]
    [InlineData("\x89PNG\r\n\x1A\n", "png_pipe")]
    [InlineData("\xFF\xD8\xFF\xE0", "jpeg_pipe")]
    public void Magic_Identified_NamesTheDemuxer(string head, string demuxer) =>
        Assert.Equal(demuxer, ContainerSniffer.Identify(Encoding.Latin1.GetBytes(head))?.Demuxer);

    [Theory]
    [InlineData("")]
    [InlineData("G")]
    [InlineData("#EXTM3U")]
    [InlineData("RIFF\0\0\0\0RMIDxxxx")]
    [InlineData("\xFF\xFF\xFF\xFF")]
    [InlineData("MZ\x90\0")]
    [InlineData("%PDF-1.7")]
    public void OtherBytes_Identified_AreNothing(string head) => Assert.Null(ContainerSniffer.Identify(Encoding.Latin1.GetBytes(head)));

    [Theory]
    [InlineData(0, 188)]
    [InlineData(4, 192)]
    public void TransportStream_Identified_ByItsPackets(int first, int step)
    {
        var head = new byte[ContainerSniffer.HeadLength];
        for (var at = first; at < head.Length; at += step)
            head[at] = 0x47;

        Assert.Equal("mpegts", ContainerSniffer.Identify(head)?.Demuxer);
    }

    [Property]
    public bool AnyBytes_Identified_NeverThrow(byte[] bytes)
    {
        ContainerSniffer.Identify(bytes ?? []);
        return ContainerSniffer.TagLength(bytes ?? []) >= 0;
    }
}
