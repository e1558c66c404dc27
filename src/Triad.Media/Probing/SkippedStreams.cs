using FFMpegCore;
using Triad.Core.Media;
using Triad.Media.Ffmpeg;

namespace Triad.Media.Probing;

/// <summary>Says why a stream of a file is not decoded.</summary>
internal static class SkippedStreams
{
    private const string ReencodeRemedy = "To have it in the video, re-encode it, for example as H.264 or AAC.";
    private const string OwnRemedy = "To have it too, upload it as a video of its own.";

    /// <summary>The notice of a stream that was not chosen.</summary>
    public static MediaNotice Tell(FFProbeStream stream)
    {
        var kind = stream.CodecType is { Length: > 0 } type ? type : "unknown";
        var codec = stream.CodecName is { Length: > 0 } name and not ("none" or "unknown") ? name : string.Empty;
        var (reason, what, remedy) = Judge(stream, kind, codec);
        return new MediaNotice(reason, $"Stream {stream.Index} ({kind}) is not in the video: {what}.", remedy)
        {
            Stream = new NoticeStream(stream.Index, kind, codec),
        };
    }

    private static (NoticeReason Reason, string What, string? Remedy) Judge(FFProbeStream stream, string kind, string codec)
    {
        switch (kind)
        {
            case "subtitle":
                return (NoticeReason.StreamNotChosen, "captions inside of a file are not used", "Send them as a file of captions (SRT or WebVTT) with the upload.");
            case "video" or "audio":
                break;
            default:
                return (NoticeReason.StreamNotChosen, "only pictures and sound are used", null);
        }

        if (codec.Length == 0)
            return (NoticeReason.CodecUnknown, $"its codec is unknown{Tag(stream)}", ReencodeRemedy);
        if (!AllowLists.Decodes(codec))
            return (NoticeReason.CodecNotAllowed, $"its codec '{codec}' is not decoded here", ReencodeRemedy);
        if (stream.Disposition?.GetValueOrDefault("attached_pic") == 1)
            return (NoticeReason.StreamNotChosen, "it is a cover picture", OwnRemedy);
        var isSized = kind == "video" ? stream is { Width: > 0, Height: > 0 } : stream.Channels > 0;
        return isSized
            ? (NoticeReason.StreamNotChosen, $"another {kind} stream is used, the default or the largest", OwnRemedy)
            : (NoticeReason.Damaged, "it is damaged: nothing in it says what it holds", ReencodeRemedy);
    }

    // Four letters, of a hostile file: they are shown as data wherever they are shown.
    private static string Tag(FFProbeStream stream) =>
        stream.CodecTagString is { Length: > 0 and <= 32 } tag && tag.All(letter => letter is >= ' ' and < (char)0x7f) ? $" (tag '{tag}')" : string.Empty;
}
