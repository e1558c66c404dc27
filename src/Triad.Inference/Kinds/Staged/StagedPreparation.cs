using System.Security.Cryptography;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Media;
using Triad.Core.Modality;
using Triad.Inference.Frames;
using Triad.Inference.Pictures;
using Triad.Inference.Text;

namespace Triad.Inference.Kinds.Staged;

/// <summary>Brings items to what the graphs take: ids, frames of their size, sound; only what the vectors that are wanted are made of.</summary>
internal sealed class StagedPreparation(StagedManifest manifest, ModelInfo model, ITokenizer tokenizer, PictureProcessor pictures)
{
    /// <summary>The vectors that are made of an item.</summary>
    public IReadOnlyList<StagedTarget> TargetsOf(EmbedItem item) => [.. item.Representations.Distinct().Select(name =>
    {
        var stored = StagedHead.Of(name.Value);
        return HeadOf(item, model.Find(name)!) is { } asking ? new StagedTarget(name, asking, stored) : new StagedTarget(name, stored, null);
    })];

    /// <summary>What a representation is made of, or asked with; none where the item has nothing for it.</summary>
    public static Modalities MaskOf(EmbedItem item, RepresentationInfo representation) =>
        HeadOf(item, representation)?.Mask ?? (item.Role == EmbedRole.Query ? Modalities.None : representation.Mask);

    /// <summary>An item as the graphs take it.</summary>
    /// <returns>FieldInvalid where a text has nothing to embed.</returns>
    public async Task<Result<StagedItem>> PrepareAsync(EmbedItem item, string path, CancellationToken cancellationToken)
    {
        var targets = TargetsOf(item);
        var needed = targets.Aggregate(Modalities.None, (all, target) => all | target.Head.Mask);
        var parts = new List<StagedPart>();
        for (var i = 0; i < item.Parts.Count; i++)
        {
            var part = item.Parts[i];
            var text = needed.Contains(Modalities.Text) ? part.Text : null;
            var ids = text is null ? null : tokenizer.Tokenize(text).Ids;
            if (ids is [])
                return Error.Invalid($"{path}.parts[{i}].text", text, "has nothing to embed", "Give at least one word, or leave the text out.");

            // Resizing would hold up the caller, which may be a grain or a connection.
            var frames = part.Frames is { } clip && needed.Contains(Modalities.Video)
                ? await Task.Run(() => Prepare(clip), cancellationToken).ConfigureAwait(false)
                : null;
            var samples = needed.Contains(Modalities.Audio) ? part.Audio?.Samples : null;
            parts.Add(new StagedPart(part.Weight, ids, frames, samples) { Text = text ?? "" });
        }

        return new StagedItem(parts, targets);
    }

    // Media that the item does not have cannot be stored: to try a model, a text then asks.
    private static StagedHead? HeadOf(EmbedItem item, RepresentationInfo representation) =>
        item.Role == EmbedRole.Query || (item.Role == EmbedRole.Plain && !item.Mask.Contains(representation.Mask))
            ? representation.HeadOf(item.Mask) is { } head ? StagedHead.Of(head.Name) : null
            : null;

    private List<PreparedFrame> Prepare(FrameClip clip)
    {
        var (bytes, known) = (clip.Width * clip.Height * 3, new Dictionary<int, PreparedFrame>());
        var frames = new List<PreparedFrame>();
        foreach (var place in FrameChoice.Of(clip.Count, manifest.FramesTaken))
        {
            // Equal neighbours are prepared once: a standing picture may last for a whole segment.
            var pixels = clip.Pixels.Span.Slice(place * bytes, bytes);
            if (!known.TryGetValue(place, out var frame))
                known[place] = frame = place > 0 && known.TryGetValue(place - 1, out var before)
                    && pixels.SequenceEqual(clip.Pixels.Span.Slice((place - 1) * bytes, bytes)) ? before : Prepare(clip, place);
            frames.Add(frame);
        }

        return frames;
    }

    private PreparedFrame Prepare(FrameClip clip, int place)
    {
        var pixels = pictures.Prepare(clip, place);
        return new PreparedFrame(
            Convert.ToBase64String(SHA256.HashData(pixels)), pixels, $"frame {place} of {clip.Count}, {clip.Width}x{clip.Height}");
    }
}
