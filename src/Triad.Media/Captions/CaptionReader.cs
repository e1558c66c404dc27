using Triad.Core.Errors;
using Triad.Core.Media;

namespace Triad.Media.Captions;

/// <summary>
/// Reads SubRip and WebVTT. The first thing that cannot be read is an error that names its line: half a transcript helps nobody. A cue whose times no player
/// can show is skipped and told.
/// </summary>
internal sealed class CaptionReader : ICaptionReader
{
    private const string VttMark = "WEBVTT";

    /// <inheritdoc/>
    public Result<CaptionTrack> Read(ReadOnlyMemory<byte> captions, CaptionFormat format)
    {
        var text = CaptionEncoding.Decode(captions.Span);
        if (!text.IsOk)
            return text.Error;
        var lines = CaptionLines.Split(text.Value);
        var isVtt = format == CaptionFormat.WebVtt || (format == CaptionFormat.Auto && StartsWithMark(text.Value));
        if (format == CaptionFormat.WebVtt && !StartsWithMark(text.Value))
            return CaptionErrors.At(1, lines.Count > 0 ? lines[0] : "", "is not the WebVTT header", "Begin the file with the line WEBVTT.");
        var cues = isVtt ? VttParser.Parse(lines) : SrtParser.Parse(lines);
        if (!cues.IsOk)
            return cues.Error;
        if (cues.Value is { Cues.Count: 0, Skipped.Count: 0 })
            return CaptionErrors.Whole("hold no cue", "Send SRT or WebVTT with at least one timed line of text, or none.");
        return cues.Value with { Cues = [.. cues.Value.Cues.OrderBy(cue => cue.Span.Start)] };
    }

    private static bool StartsWithMark(string text) =>
        text.StartsWith(VttMark, StringComparison.Ordinal) && (text.Length == VttMark.Length || char.IsWhiteSpace(text[VttMark.Length]));
}
