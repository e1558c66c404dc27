using Triad.Core.Media;
using Triad.Core.Modality;

namespace Triad.Grains.IngestHosts;

/// <summary>Gathers what a video lacks: streams that are not used, what could not be decoded, captions that are not shown.</summary>
internal sealed class IngestNotices(CaptionTrack captions, MediaInfo info)
{
    private readonly bool[] _shown = new bool[captions.Cues.Count];
    private readonly NoticeList _decoding = new();

    /// <summary>Adds what the decoder says.</summary>
    public void AddRange(IEnumerable<MediaNotice> notices) => _decoding.AddRange(notices);

    /// <summary>A segment of the video is there: the captions of its span are shown.</summary>
    public void Show(TimeRange span)
    {
        for (var i = 0; i < _shown.Length; i++)
            _shown[i] |= captions.Cues[i].Span.Overlaps(span);
    }

    /// <summary>Why no segment has a modality that the upload has; null where it has none, or where some segment has it.</summary>
    public string? WhyAbsent(Modalities modality, Modalities present)
    {
        if (present.Contains(modality))
            return null;
        if (modality == Modalities.Text)
            return captions.Cues.Count + captions.Skipped.Count > 0 && !_shown.Contains(true) ? "None of its captions is shown while the media lasts." : null;
        var kind = modality == Modalities.Video ? "video" : "audio";
        return info.Skipped.FirstOrDefault(notice => notice.Stream?.Kind == kind && notice.Reason != NoticeReason.StreamNotChosen)?.Message;
    }

    /// <summary>All of them.</summary>
    /// <param name="end">Where the video ends.</param>
    public IReadOnlyList<MediaNotice> ToList(TimeSpan end)
    {
        var all = new NoticeList();
        all.AddRange(info.Skipped);
        all.AddRange(_decoding.ToList());
        all.AddRange(captions.Skipped);
        all.AddRange(captions.Cues.Where((_, i) => !_shown[i]).Select(cue => NotShown(cue, end)));
        return all.ToList();
    }

    private static MediaNotice NotShown(CaptionCue cue, TimeSpan end)
    {
        var why = cue.Span.Start >= end
            ? FormattableString.Invariant($"the media ends at {end.TotalSeconds:0.0} s")
            : "the media has nothing at that time";
        return new MediaNotice(
            NoticeReason.CaptionOutsideMedia,
            FormattableString.Invariant($"The caption from {cue.Span.Start.TotalSeconds:0.0} s to {cue.Span.End.TotalSeconds:0.0} s is not in the video: {why}."),
            "If the captions are of another cut of the media, upload again with those of this one.")
        {
            Span = cue.Span,
        };
    }
}
