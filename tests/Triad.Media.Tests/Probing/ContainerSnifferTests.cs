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
    [InlineData("BM\x36\0\0\0", "bmp_pipe")]
    [InlineData("\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\bacTL\0\0\0\0IDAT", "apng")]
    [InlineData("\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\bIDATacTL", "png_pipe")]
    [InlineData("wvpk\0\0\0\0", "wv")]
    [InlineData("TTA1\0\0\0\0", "tta")]
    [InlineData("\x7F\xFE\x80\x01", "dts")]
    [InlineData("\0\0\0\0\xF8\x72\x6F\xBA", "truehd")]
    [InlineData("\x1F\x07\0\x3F", "dv")]
    [InlineData("\0\0\0\x01\x67\x42", "h264")]
    [InlineData("\0\0\x01\x27\x42", "h264")]
    [InlineData("\0\0\0\x01\x09\xF0\0\0\0\x01\x67\x42", "h264")]
    public void Magic_Identified_NamesTheDemuxer(string head, string demuxer) =>
        Assert.Equal(demuxer, ContainerSniffer.Identify(Encoding.Latin1.GetBytes(head))?.Demuxer);

    [Theory]
    [InlineData("")]
    [InlineData("G")]
    [InlineData("#EXTM3U")]
    [InlineData("RIFF\0\0\0\0RMIDxxxx")]
    [InlineData("\xFF\xFF\xFF\xFF")]
    [InlineData("MZ\x90\0")]
    [InlineData("\0\0\0\x01\x07\x42")]
    [InlineData("\0\0\0\x01\xE7\x42")]
    [InlineData("\0\0\x01\x09\xF0\0\0")]
    [InlineData("\0\0\x01\xB3\x14")]
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
