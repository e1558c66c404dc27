using System.Text;

namespace Triad.Core.Media;

/// <summary>The text of a span of a video.</summary>
public static class CaptionText
{
    /// <summary>The texts of all cues that overlap a span, in order, joined by spaces; a repeat of the cue before is left out (rolling captions).</summary>
    public static string Of(IReadOnlyList<CaptionCue> cues, TimeRange span)
    {
        var text = new StringBuilder();
        var last = string.Empty;
        foreach (var cue in cues)
        {
            if (!cue.Span.Overlaps(span) || cue.Text == last)
                continue;
            text.Append(text.Length == 0 ? string.Empty : " ").Append(cue.Text);
            last = cue.Text;
        }

        return text.ToString();
    }
}
