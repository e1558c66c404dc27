using Triad.Core.Embedding;
using Triad.Core.Media;
using Triad.Inference.Classes;
using Triad.Inference.Pictures;
using Triad.Inference.Sound;

namespace Triad.Inference.Kinds.Classifier;

/// <summary>Makes rows of a part's frames or sound. Thread-safe.</summary>
internal sealed class ClassRows(ClassifierManifest manifest)
{
    private readonly PictureProcessor? _pictures = manifest.Pictures is { } settings ? new PictureProcessor(settings) : null;

    /// <summary>How many rows a part has, at most.</summary>
    public int Count(EmbedPart part) => _pictures is not null
        ? part.Frames?.Count ?? 0
        : part.Audio is { } audio ? SoundWindows.Count(audio.Samples.Length, manifest.Sound!) : 0;

    /// <summary>
    /// The rows of a part; none where it lacks what the classifier looks at. Resizes pictures: not for a caller's own turn.
    /// </summary>
    public IReadOnlyList<ClassRow> Of(EmbedPart part) => (_pictures, part) switch
    {
        ({ } pictures, { Frames: { } frames }) => Of(pictures, frames),
        (null, { Audio: { } audio }) => Of(manifest.Sound!, audio),
        _ => [],
    };

    // Equal neighbours are one row that counts as often: a standing picture may last for a whole segment.
    private List<ClassRow> Of(PictureProcessor pictures, FrameClip clip)
    {
        var rows = new List<ClassRow>();
        var bytes = clip.Width * clip.Height * 3;
        for (var frame = 0; frame < clip.Count; frame++)
        {
            var pixels = clip.Pixels.Span.Slice(frame * bytes, bytes);
            if (frame > 0 && pixels.SequenceEqual(clip.Pixels.Span.Slice((frame - 1) * bytes, bytes)))
                rows[^1] = rows[^1] with { Times = rows[^1].Times + 1 };
            else
                rows.Add(new ClassRow(
                    new PictureWork(pictures, pictures.Prepare(clip, frame), manifest.Classes), 1,
                    $"frame {frame} of {clip.Count}, {clip.Width}x{clip.Height}"));
        }

        return rows;
    }

    private List<ClassRow> Of(ISoundInput input, AudioClip clip) =>
    [
        .. SoundWindows.Cut(clip.Samples.Length, input).Select(window => new ClassRow(
            new WindowWork(input, clip.Samples.Slice(window.Start, window.Length), manifest.Classes), 1,
            $"samples {window.Start} to {window.Start + window.Length} of a sound")),
    ];
}
