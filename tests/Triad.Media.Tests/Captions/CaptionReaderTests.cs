using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Triad.Core.Errors;
using Triad.Core.Media;
using Triad.Media.Captions;

namespace Triad.Media.Tests.Captions;

public sealed class CaptionReaderTests
{
    private const string Srt = "1\n00:00:01,000 --> 00:00:02,500\nA red car\nturns left\n\n2\n01:00:00,000 --> 01:00:01,000\nThe end\n";
    private const string Vtt = "WEBVTT - a title\nKind: captions\n\nNOTE nothing\nto see\n\nSTYLE\n::cue { color: red }\n\nintro\n00:01.000 --> 00:02.500 align:start position:10%\n<v Ann>A <c.red>red</c> car &amp; a <00:00:02.000>bus</v>\n\n01:00:00.000 --> 01:00:01.000\nThe end\n";

    [Fact]
    public void SubRip_Read_GivesCues()
    {
        var cues = Read(Srt);

        Assert.Equal([(1, 2.5, "A red car turns left"), (3600, 3601, "The end")], Plain(cues));
    }

    [Fact]
    public void WebVtt_Read_GivesPlainCues()
    {
        var cues = Read(Vtt);

        Assert.Equal([(1, 2.5, "A red car & a bus"), (3600, 3601, "The end")], Plain(cues));
    }

    [Theory]
    [InlineData("utf-8", false, "\n")]
    [InlineData("utf-8", true, "\r\n")]
    [InlineData("utf-16", true, "\r\n")]
    [InlineData("utf-16", false, "\n")]
    [InlineData("utf-16BE", true, "\r")]
    [InlineData("utf-16BE", false, "\n")]
    public void Encodings_Read_GiveTheSame(string name, bool hasMark, string lineEnd)
    {
        var encoding = Encoding.GetEncoding(name);
        var text = Srt.Replace("car", "çàr").Replace("\n", lineEnd);
        byte[] bytes = [.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)];

        var cues = new CaptionReader().Read(bytes, CaptionFormat.Auto);

        Assert.Equal("A red çàr turns left", cues.Value.Cues[0].Text);
    }

    [Theory]
    [InlineData("00:01.5 --> 00:02\nhours left out", 1.5, 2)]
    [InlineData("1\n 0:00:01.25-->0:00:02,0 X1:100 X2:200\nno index, spaces, coordinates", 1.25, 2)]
    [InlineData("\n\n7\n123:00:00,000 --> 123:00:01,000\nmany hours", 442800, 442801)]
    public void LooseTimings_Read_AreUnderstood(string srt, double start, double end)
    {
        var cue = Assert.Single(Read(srt));

        Assert.Equal((start, end), (cue.Span.Start.TotalSeconds, cue.Span.End.TotalSeconds));
    }

    [Theory]
    [InlineData("1\n00:00:01,000 --> 00:00:02,000\n{\\an8}<i>A</i> <font color=\"red\">b</font>\n", "A b")]
    [InlineData("1\n00:00:01,000 --> 00:00:02,000\n3 < 4 > 2\n", "3 < 4 > 2")]
    [InlineData("1\n00:00:01,000 --> 00:00:02,000\n  spaces \u200E  and\ttabs \n", "spaces and tabs")]
    public void Markup_Read_IsGone(string srt, string text) => Assert.Equal(text, Assert.Single(Read(srt)).Text);

    [Fact]
    public void Cues_OutOfOrderAndOverlapping_AreSortedAndKept()
    {
        var cues = Read("00:05.000 --> 00:09.000\nlater\n\n00:01.000 --> 00:06.000\nearlier\n\n00:02.000 --> 00:03.000\n<b></b>\n");

        Assert.Equal(["earlier", "later"], cues.Select(cue => cue.Text));
    }

    [Theory]
    [InlineData("1\n00:00:01,000 --> 00:00:0x,000\ntext\n", 2)]
    [InlineData("1\n00:00:01,000 --> 00:00:02,000\nok\n\nstray text\n", 5)]
    [InlineData("1\n00:61:00,000 --> 00:62:00,000\ntext\n", 2)]
    [InlineData("WEBVTT\n\n00:01.000 --> soon\ntext\n", 3)]
    public void BadCue_Read_NamesItsLine(string captions, int line)
    {
        var read = new CaptionReader().Read(Encoding.UTF8.GetBytes(captions), CaptionFormat.Auto);

        Assert.Equal(ErrorReason.CaptionsInvalid, read.Error?.Reason);
        Assert.Contains($"(line {line})", read.Error!.Message);
        Assert.Equal("captions", read.Error.Field);
        Assert.NotNull(read.Error.Remedy);
    }

    [Theory]
    [InlineData("1\n00:00:01,000 --> 00:00:02,000\nbefore\n\n2\n00:00:05,000 --> 00:00:04,000\nnever\n\n3\n00:00:06,000 --> 00:00:07,000\nafter\n", 6)]
    [InlineData("WEBVTT\n\n00:01.000 --> 00:02.000\nbefore\n\n00:05.000 --> 00:04.000\nnever\n\n00:06.000 --> 00:07.000\nafter\n", 6)]
    public void CueThatEndsBeforeItStarts_Read_IsSkippedAndTold(string captions, int line)
    {
        var read = new CaptionReader().Read(Encoding.UTF8.GetBytes(captions), CaptionFormat.Auto);

        Assert.Equal(["before", "after"], read.Value.Cues.Select(cue => cue.Text));
        var notice = Assert.Single(read.Value.Skipped);
        Assert.Equal(NoticeReason.CaptionTimesReversed, notice.Reason);
        Assert.Contains($"line {line} ", notice.Message);
        Assert.Equal(5, notice.Span!.Value.Start.TotalSeconds);
        Assert.NotNull(notice.Remedy);
    }

    [Fact]
    public void OnlyCuesThatEndBeforeTheyStart_Read_AreToldAndNoError()
    {
        var read = new CaptionReader().Read("1\n00:00:05,000 --> 00:00:04,000\nnever\n"u8.ToArray(), CaptionFormat.Auto);

        Assert.Empty(read.Value.Cues);
        Assert.Single(read.Value.Skipped);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n  \n")]
    [InlineData("WEBVTT\n")]
    public void NoCue_Read_IsAnError(string captions) =>
        Assert.Equal(ErrorReason.CaptionsInvalid, new CaptionReader().Read(Encoding.UTF8.GetBytes(captions), CaptionFormat.Auto).Error?.Reason);

    [Fact]
    public void BrokenBytes_Read_NameTheirLine()
    {
        byte[] bytes = [.. "1\n00:00:01,000 --> 00:00:02,000\ncaf"u8, 0xE9, .. "\n"u8];

        var read = new CaptionReader().Read(bytes, CaptionFormat.Srt);

        Assert.Contains("(line 3)", read.Error!.Message);
        Assert.Contains("UTF-8", read.Error.Remedy);
    }

    [Fact]
    public void SubRip_ReadAsWebVtt_NamesTheHeader() =>
        Assert.Contains("(line 1)", new CaptionReader().Read(Encoding.UTF8.GetBytes(Srt), CaptionFormat.WebVtt).Error!.Message);

    [Fact]
    public void TooManyCues_Read_NamesTheLimit()
    {
        var captions = string.Concat(Enumerable.Repeat("00:01.000 --> 00:02.000\nx\n\n", CueList.MaxCues + 1));

        Assert.Equal(ErrorReason.LimitExceeded, new CaptionReader().Read(Encoding.UTF8.GetBytes(captions), CaptionFormat.Srt).Error?.Reason);
    }

    [Fact]
    public void SharedSubRip_Read_GivesCues()
    {
        var read = new CaptionReader().Read(File.ReadAllBytes(Fixtures.SharedMedia.PathOf("real/sample.srt")), CaptionFormat.Auto);

        Assert.NotEmpty(read.Value.Cues);
    }

    [Property]
    public Property AnyCues_WrittenAndRead_AreTheSame() => Prop.ForAll(
        Gen.Choose(0, 3_600_000).Select(start => (start, start + 700)).ListOf().ToArbitrary(),
        spans =>
        {
            var cues = spans.OrderBy(span => span.start).Select((span, i) => new CaptionCue(Range(span.start, span.Item2), $"text {i}")).ToList();
            var text = string.Join("\n\n", cues.Select((cue, i) => $"{i}\n{cue.Span.Start:hh\\:mm\\:ss\\,fff} --> {cue.Span.End:hh\\:mm\\:ss\\,fff}\n{cue.Text}"));
            var read = new CaptionReader().Read(Encoding.UTF8.GetBytes(text), CaptionFormat.Auto);
            return cues.Count == 0 ? !read.IsOk : read.Value.Cues.SequenceEqual(cues);
        });

    [Property]
    public bool AnyBytes_Read_GiveCuesOrAnErrorWithField(byte[] bytes)
    {
        var read = new CaptionReader().Read(bytes ?? [], CaptionFormat.Auto);
        return read.IsOk || read.Error.Field == "captions";
    }

    private static TimeRange Range(int start, int end) => new(TimeSpan.FromMilliseconds(start), TimeSpan.FromMilliseconds(end));

    private static IReadOnlyList<CaptionCue> Read(string text)
    {
        var read = new CaptionReader().Read(Encoding.UTF8.GetBytes(text), CaptionFormat.Auto);
        Assert.Null(read.Error);
        Assert.Empty(read.Value.Skipped);
        return read.Value.Cues;
    }

    private static IEnumerable<(double, double, string)> Plain(IReadOnlyList<CaptionCue> cues) =>
        cues.Select(cue => (cue.Span.Start.TotalSeconds, cue.Span.End.TotalSeconds, cue.Text));
}
