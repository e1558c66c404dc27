using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Modality;
using Triad.Inference.Embedding;

namespace Triad.Inference.Kinds.Staged;

/// <summary>What a request must be to be embedded by a package of stages.</summary>
internal sealed class StagedRules
{
    private readonly StagedManifest _manifest;
    private readonly ModelInfo _model;
    private readonly EmbedRequestValidator _validator;

    public StagedRules(StagedManifest manifest, ModelInfo model)
    {
        (_manifest, _model) = (manifest, model);
        _validator = new EmbedRequestValidator(
            model,
            manifest.EmbeddingSize,
            part => FramesOf(part) + TicksOf(part),
            item => [.. item.Representations.Select(name => StagedPreparation.MaskOf(item, model.Find(name)!))]);
    }

    /// <summary>What is wrong with a request; null where nothing is.</summary>
    public Error? Check(EmbedRequest request)
    {
        for (var i = 0; i < request.Items.Count; i++)
            if (Check(request.Items[i], $"items[{i}]") is { } wrong)
                return wrong;
        return _validator.Validate(request) is { IsOk: false } refused ? refused.Error : null;
    }

    private Error? Check(EmbedItem item, string path)
    {
        // Long inputs other than the average are made of tokens that go through a fusion transformer: here there is none.
        if (item.KeepTokens != Modalities.None || item.Parts.Any(part => part.Tokens.Count > 0))
            return Error.Invalid(
                $"{path}.keep_tokens", item.KeepTokens.ToName(), $"asks for tokens, and {_model.Package} has none", "Use the strategy average for whole videos.");
        foreach (var name in item.Representations)
        {
            if (_model.Find(name) is not { } known)
                return Error.Invalid(
                    $"{path}.representations", name, $"is not stored by the package {_model.Package}",
                    $"Use some of {string.Join(", ", _model.Representations.Select(stored => stored.Name))}.");
            if (StagedPreparation.MaskOf(item, known) == Modalities.None)
                return Error.Invalid(
                    $"{path}.representations", name, $"cannot be asked with {item.Mask.ToName()}",
                    $"Ask it with {string.Join(" or ", known.Heads.Select(head => head.Mask.ToName()))}.");
        }

        return CheckLengths(item, path);
    }

    private Error? CheckLengths(EmbedItem item, string path)
    {
        for (var i = 0; i < item.Parts.Count; i++)
        {
            if (TicksOf(item.Parts[i]) > AudioVideoWork.MostTicks)
                return Error.Invalid($"{path}.parts[{i}].audio", TicksOf(item.Parts[i]), "ticks are too many", $"Give at most {AudioVideoWork.MostTicks}.");
            if (FramesOf(item.Parts[i]) > AudioVideoWork.MostFrames)
                return Error.Invalid($"{path}.parts[{i}].frames", FramesOf(item.Parts[i]), "frames are too many", $"Give at most {AudioVideoWork.MostFrames}.");
        }

        return null;
    }

    private int FramesOf(EmbedPart part) => part.Frames is { } clip ? Math.Min(clip.Count, _manifest.FramesTaken ?? int.MaxValue) : 0;

    private int TicksOf(EmbedPart part) => part.Audio is { } sound ? SoundWork.TicksOf(sound.Samples.Length, _manifest.SamplesPerTick) : 0;
}
