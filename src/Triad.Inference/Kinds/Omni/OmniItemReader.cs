using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.LongInput;
using Triad.Core.Media;
using Triad.Core.Modality;
using Triad.Inference.Text;

namespace Triad.Inference.Kinds.Omni;

/// <summary>Reads the parts of an item: which frames go in, how many soft tokens each becomes, and what is left out.</summary>
internal sealed class OmniItemReader(OmniManifest manifest, ITokenizer tokenizer)
{
    /// <summary>Reads an item. Nothing is computed yet.</summary>
    /// <param name="item">The item.</param>
    /// <param name="path">Where it stands in the request.</param>
    public Result<OmniItem> Read(EmbedItem item, string path)
    {
        if (item.KeepTokens.Contains(Modalities.Text))
            return Error.Invalid(
                $"{path}.keep_tokens", item.KeepTokens.ToName(), "asks for tokens of texts, which have none",
                "Keep the text itself. Whole videos: use the strategy average.");
        var (pieces, notices) = (new List<OmniPiece>(), new List<string>());
        var group = 0;
        for (var i = 0; i < item.Parts.Count; i++)
        {
            var part = item.Parts[i];
            if (part.Text is { } text && !text.Any(char.IsLetterOrDigit) && tokenizer.Tokenize(text).Length == 0)
                return Error.Invalid($"{path}.parts[{i}].text", text, "has nothing to embed",
                    "Give at least one word, or leave the text out.");
            if (part.Frames is { } clip && manifest.Pictures is { } pictures)
                pieces.AddRange(Frames(clip, pictures, i, ref group, notices));
            if (part.Audio is { } sound && manifest.Sound is not null)
                pieces.AddRange(Sounds(sound, i, ref group, notices));
            foreach (var run in part.Tokens)
            {
                if (run.Block < 1 || run.Count % run.Block != 0 || run.Modality == Modalities.Text)
                    return Error.Invalid(
                        $"{path}.parts[{i}].tokens", run.Block, "is not how many tokens belong together",
                        "Give tokens as the model returned them. Whole videos: use the strategy average.");
                pieces.AddRange(Kept(run, i, ++group));
            }
        }

        return new OmniItem(item, path, [.. pieces.OrderBy(piece => piece.Kind)], notices);
    }

    private static IEnumerable<OmniPiece> Frames(FrameClip clip, OmniPictures pictures, int part, ref int group, List<string> notices)
    {
        var grid = pictures.GridOf(clip.Width, clip.Height, clip.IsPicture);
        int[] chosen = [.. pictures.Chosen(clip.Count)];
        if (chosen.Length < clip.Count)
            notices.Add($"Of {clip.Count} frames {chosen.Length} were taken, evenly.");
        var first = group += 1;
        if (clip.IsPicture)
            group += chosen.Length - 1;
        return chosen.Select((frame, i) => new OmniPiece(
            clip.IsPicture ? SoftTokenKind.Picture : SoftTokenKind.Frame,
            grid.Tokens,
            clip.IsPicture ? first + i : first,
            part,
            $"{(clip.IsPicture ? "a picture" : $"frame {frame} of {clip.Count}")}, {clip.Width}x{clip.Height}")
        {
            Clip = clip,
            Frame = frame,
            Grid = grid,
        });
    }

    private List<OmniPiece> Sounds(AudioClip clip, int part, ref int group, List<string> notices)
    {
        var (settings, pieces) = (manifest.Sound!, new List<OmniPiece>());
        var most = OmniGraphs.SoundFrames(manifest.SoundTokens) * settings.Hop;
        for (var start = 0; start < clip.Samples.Length; start += most)
        {
            var samples = clip.Samples.Slice(start, Math.Min(most, clip.Samples.Length - start));
            if (samples.Length < settings.FewestSamples)
                continue;
            var tokens = OmniGraphs.SoundTokens(settings.FrameCount(samples.Length));
            pieces.Add(new OmniPiece(SoftTokenKind.Sound, tokens, ++group, part,
                FormattableString.Invariant($"{samples.Length} samples of sound from {(double)start / clip.SampleRate:0.0} s on"))
            {
                Samples = samples,
            });
        }

        var (length, fewest) = (clip.Samples.Length, settings.FewestSamples);
        if (pieces.Count == 0)
            notices.Add($"A sound of {length} samples was left out: {fewest} are the fewest that can be heard.");
        else if (pieces.Count > 1)
            notices.Add(FormattableString.Invariant($"A sound of {(double)length / clip.SampleRate:0.#} s went in as {pieces.Count} ")
                + $"pieces of at most {most / clip.SampleRate} s.");
        return pieces;
    }

    private static IEnumerable<OmniPiece> Kept(TokenRun run, int part, int group)
    {
        var kind = run.Modality == Modalities.Audio ? SoftTokenKind.Sound : run.IsPicture ? SoftTokenKind.Picture : SoftTokenKind.Frame;
        var numbers = run.Block * run.TokenSize;
        return Enumerable.Range(0, run.Count / run.Block).Select(i => new OmniPiece(kind, run.Block, group, part, "kept soft tokens")
        {
            Ready = run.Values.Slice(i * numbers, numbers),
        });
    }
}
