using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.LongInput;
using Triad.Core.Media;
using Triad.Core.Modality;

namespace Triad.Inference.Embedding;

/// <summary>Refuses what a package cannot embed, naming the item, the field, the value and the remedy.</summary>
/// <param name="model">What the package offers.</param>
/// <param name="tokenSize">Numbers in a token that is given ready-made.</param>
/// <param name="mediaTokens">How many tokens the frames and the sound of a part become.</param>
/// <param name="masks">The modalities that go into each of an item's representations.</param>
internal sealed class EmbedRequestValidator(
    ModelInfo model,
    int tokenSize,
    Func<EmbedPart, long> mediaTokens,
    Func<EmbedItem, IReadOnlyList<Modalities>> masks)
{
    /// <summary>Checks a request.</summary>
    /// <returns>Success, or the first thing that is wrong.</returns>
    public Result Validate(EmbedRequest request)
    {
        if (request.Items.Count == 0)
            return Error.Missing("items", "Give at least one item.");
        for (var i = 0; i < request.Items.Count; i++)
            if (CheckItem(request.Items[i], $"items[{i}]") is { } error)
                return error;
        return Result.Ok;
    }

    private Error? CheckItem(EmbedItem item, string path)
    {
        if (item.Parts.Count == 0)
            return Error.Missing($"{path}.parts", "Give at least one part.");
        if (item.Representations.Count == 0 && item.KeepTokens == Modalities.None)
            return Error.Missing($"{path}.representations", "Give at least one representation.");
        for (var i = 0; i < item.Parts.Count; i++)
            if (CheckPart(item.Parts[i], $"{path}.parts[{i}]") is { } error)
                return error;
        for (var i = 0; i < item.Representations.Count; i++)
            if (CheckMask(item, masks(item)[i], item.Representations[i].Value, $"{path}.representations") is { } error)
                return error;
        if (item.KeepTokens != Modalities.None && CheckMask(item, item.KeepTokens, item.KeepTokens.ToName(), $"{path}.keep_tokens") is { } wrong)
            return wrong;

        var tokens = item.Parts.Sum(TokensOf);
        return tokens > model.MaxTokensPerItem
            ? Error.OverLimit($"{path}.parts", tokens, "Triad:Inference:MaxTokensPerItem", model.MaxTokensPerItem, "Send shorter parts, or fewer.")
            : null;
    }

    private Error? CheckMask(EmbedItem item, Modalities mask, string name, string field)
    {
        if (mask == Modalities.None)
            return Error.Invalid(field, name, $"is not a representation of the package {model.Package}", $"Use masks of {model.Modalities.ToName()}.");
        if (!item.Mask.Contains(mask))
            return Error.Invalid(
                field, name, $"is not contained in the parts' modalities {item.Mask.ToName()}", "Ask for modalities that the parts have.");
        return model.Modalities.Contains(mask)
            ? null
            : Error.Invalid(
                field,
                name,
                $"has a modality that the package {model.Package} has no front-end for",
                $"It embeds {model.Modalities.ToName()}.");
    }

    private Error? CheckPart(EmbedPart part, string path)
    {
        if (!(part.Weight > 0) || !float.IsFinite(part.Weight))
            return Error.Invalid($"{path}.weight", part.Weight, "is not a number above 0", "Give a positive weight.");
        if (part.Mask == Modalities.None)
            return Error.Missing(path, "Give text, frames or sound.");
        return CheckTokens(part.Tokens, path) ?? CheckFrames(part.Frames, path) ?? CheckAudio(part.Audio, path);
    }

    private Error? CheckTokens(IReadOnlyList<TokenRun> tokens, string path)
    {
        foreach (var run in tokens)
        {
            if (run.Modality.Count() != 1)
                return Error.Invalid($"{path}.tokens.modality", run.Modality, "is not one modality", "Give the tokens of each modality by themselves.");
            if (run.TokenSize != tokenSize)
                return Error.Invalid($"{path}.tokens", run.TokenSize, "is not the model's token size", $"Give tokens of {tokenSize} numbers.");
            if (run.Count == 0 || run.Values.Length % run.TokenSize != 0)
                return Error.Invalid($"{path}.tokens", run.Values.Length, "numbers are not whole tokens", $"Give at least {run.TokenSize} numbers.");
        }

        return null;
    }

    // What the package has no front-end for is left out, not refused, as long as no mask asks for it.
    private Error? CheckFrames(FrameClip? frames, string path)
    {
        if (frames is null || !model.Modalities.Contains(Modalities.Video))
            return null;
        var (width, height) = (model.Decode.Width, model.Decode.Height);
        if (frames.Count < 1)
            return Error.Invalid($"{path}.frames", frames.Count, "frames are too few", "Give at least one frame.");
        if (frames.Width < 1 || frames.Height < 1)
            return Error.Invalid($"{path}.frames", $"{frames.Width}x{frames.Height}", "is no size of a frame",
                "Give frames of at least 1x1.");
        if (!model.Decode.KeepsShape && (frames.Width, frames.Height) != (width, height))
            return Error.Invalid(
                $"{path}.frames", $"{frames.Width}x{frames.Height}", "is not the model's frame size", $"Decode to {width}x{height}.");
        var bytes = (long)frames.Count * frames.Width * frames.Height * 3;
        return frames.Pixels.Length == bytes
            ? null
            : Error.Invalid($"{path}.frames", frames.Pixels.Length, $"bytes do not make {frames.Count} frames", $"Give {bytes} bytes.");
    }

    private Error? CheckAudio(AudioClip? audio, string path)
    {
        if (audio is null || !model.Modalities.Contains(Modalities.Audio))
            return null;
        if (audio.Samples.IsEmpty)
            return Error.Invalid($"{path}.audio", 0, "samples are too few", "Give at least one sample.");
        return audio.SampleRate == model.Decode.SampleRate
            ? null
            : Error.Invalid(
                $"{path}.audio", audio.SampleRate, "is not the model's sample rate", $"Decode to {model.Decode.SampleRate} a second.");
    }

    private long TokensOf(EmbedPart part) => mediaTokens(part) + part.Tokens.Sum(run => (long)run.Count) + (part.Text is null ? 0L : 1);
}
