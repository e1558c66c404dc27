using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Media;
using Triad.Core.Modality;
using Triad.Inference.Embedding;
using Triad.Inference.Frames;
using Triad.Inference.Pictures;
using Triad.Inference.Sound;
using Triad.Inference.Text;

namespace Triad.Inference.Kinds.DualEncoder;

/// <summary>Makes of the parts of an item the rows that go through the towers.</summary>
internal sealed class TowerParts(DualEncoderManifest manifest, ITokenizer tokenizer)
{
    private readonly PictureProcessor? _pictures = manifest.Pictures is { } settings ? new PictureProcessor(settings) : null;

    /// <summary>How many rows the frames and the sound of a part become.</summary>
    public long RowsOf(EmbedPart part) =>
        (_pictures is null ? 0 : Math.Min(part.Frames?.Count ?? 0, manifest.Temporal?.MaxFrames ?? int.MaxValue))
            + Windows(part.Audio).Count;

    /// <summary>What goes into the graphs for an item.</summary>
    public PreparedItem Describe(EmbedItem item)
    {
        var sizes = new Dictionary<string, IReadOnlyList<int>>();
        long[] ids = item.Parts.Select(part => part.Text).OfType<string>().FirstOrDefault() is { } text ? tokenizer.Tokenize(text).Ids : [];
        if (ids.Length > 0)
            sizes[manifest.Text.Input] = [manifest.TextInputs.Length ?? ids.Length];
        if (_pictures is not null && item.Parts.Any(part => part.Frames is not null))
            sizes[manifest.Vision!.Input] = [3, _pictures.Settings.Height, _pictures.Settings.Width];
        if (item.Parts.Sum(part => Windows(part.Audio).Count) is > 0 and var windows)
            sizes[manifest.Hearing!.Input] = [windows, .. manifest.Sound!.Shape.Select(size => (int)size)];
        return new PreparedItem(ids, sizes);
    }

    /// <summary>The rows of an item; or what is wrong with a text of it.</summary>
    public async Task<Result<IReadOnlyList<TowerRow>>> PrepareAsync(EmbedItem item, string path, CancellationToken cancellationToken)
    {
        var rows = new List<TowerRow>();
        for (var i = 0; i < item.Parts.Count; i++)
        {
            var (part, index) = (item.Parts[i], i);
            if (part.Text is { } text && item.Role != EmbedRole.Media)
            {
                var ids = tokenizer.Tokenize(text).Ids;
                if (ids.Length == 0)
                    return Error.Invalid($"{path}.parts[{i}].text", text, "has nothing to embed",
                        "Give at least one word, or leave the text out.");
                rows.Add(new TowerRow(i, Modalities.Text, part.Weight, 1, DualEncoderGraphs.Text,
                    new QueryWork(ids, manifest.TextInputs, manifest.EmbeddingSize), text));
            }

            // Resizing would hold up the caller, which may be a grain or a connection.
            if (part.Frames is { } frames && _pictures is not null)
                rows.AddRange(await Task.Run(() => Look(_pictures, frames, index, part.Weight), cancellationToken).ConfigureAwait(false));
            rows.AddRange(Windows(part.Audio).Select((window, at) => Hear(part.Audio!, window, at, index, part.Weight)));
        }

        return rows;
    }

    private IReadOnlyList<(int Start, int Length)> Windows(AudioClip? clip) =>
        manifest.Sound is null || clip is null or { Samples.IsEmpty: true } ? [] : SoundWindows.Cut(clip.Samples.Length, manifest.Sound);

    // Equal neighbours are one row that counts as often: a standing picture may last for a whole segment.
    private List<TowerRow> Look(PictureProcessor pictures, FrameClip clip, int part, float weight)
    {
        var rows = new List<TowerRow>();
        var (bytes, before) = (clip.Width * clip.Height * 3, -1);
        foreach (var frame in FrameChoice.AtMost(clip.Count, manifest.Temporal?.MaxFrames ?? int.MaxValue))
        {
            var pixels = clip.Pixels.Span.Slice(frame * bytes, bytes);
            var isSame = before >= 0 && pixels.SequenceEqual(clip.Pixels.Span.Slice(before * bytes, bytes));
            before = frame;
            if (isSame)
            {
                rows[^1] = rows[^1] with { Times = rows[^1].Times + 1 };
                continue;
            }

            var work = new PictureWork(pictures, pictures.Prepare(clip, frame), manifest.EmbeddingSize);
            rows.Add(new TowerRow(part, Modalities.Video, weight, 1, DualEncoderGraphs.Vision, work,
                $"frame {frame} of {clip.Count}, {clip.Width}x{clip.Height}"));
        }

        return rows;
    }

    private TowerRow Hear(AudioClip clip, (int Start, int Length) window, int at, int part, float weight) => new(
        part, Modalities.Audio, weight, 1, DualEncoderGraphs.Hearing,
        new WindowWork(manifest.Sound!, clip.Samples.Slice(window.Start, window.Length), manifest.EmbeddingSize),
        $"window {at} of a sound of {clip.Samples.Length} samples");
}
