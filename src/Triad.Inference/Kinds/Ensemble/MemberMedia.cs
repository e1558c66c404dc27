using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Media;
using Triad.Core.Modality;
using Triad.Inference.Pictures;

namespace Triad.Inference.Kinds.Ensemble;

/// <summary>Of media that was decoded for all members what one of them takes: pure.</summary>
/// <param name="all">How it was decoded.</param>
/// <param name="model">What the member offers.</param>
internal sealed class MemberMedia(DecodeSettings all, ModelInfo model)
{
    private const int Channels = 3;

    private readonly int _step = EnsembleDecode.StepOf(all.FrameRate, model.Decode.FrameRate) ?? 1;

    /// <summary>A part without what the member does not take; null where nothing is left.</summary>
    /// <param name="part">The part.</param>
    /// <param name="path">Its field, for errors.</param>
    public Result<EmbedPart?> Of(EmbedPart part, string path)
    {
        var taken = part.Mask & model.Modalities;
        if (taken == Modalities.None)
            return Result<EmbedPart?>.Ok(null);
        AudioClip? sound = null;
        if (taken.Contains(Modalities.Audio))
        {
            sound = part.Audio!.At(model.Decode.SampleRate);
            if (sound is null)
                return Error.Invalid(
                    $"{path}.audio", part.Audio.SampleRate, $"has no sound of {model.Decode.SampleRate} samples a second beside it", "Decode it at all rates of the model.");
        }

        return new EmbedPart(
            part.Weight,
            taken.Contains(Modalities.Text) ? part.Text : null,
            taken.Contains(Modalities.Video) ? Shape(Thin(part.Frames!)) : null,
            sound);
    }

    // The first frame and every k-th after it: as if it had been decoded at the member's rate.
    private FrameClip Thin(FrameClip clip)
    {
        if (_step == 1 || clip.Count <= 1)
            return clip;
        var bytes = clip.Width * clip.Height * Channels;
        var count = (clip.Count + _step - 1) / _step;
        var pixels = new byte[(long)count * bytes];
        for (var frame = 0; frame < count; frame++)
            clip.Pixels.Slice(frame * _step * bytes, bytes).CopyTo(pixels.AsMemory(frame * bytes));
        return clip with { Pixels = pixels, Count = count };
    }

    private FrameClip Shape(FrameClip clip)
    {
        var (width, height) = (model.Decode.Width, model.Decode.Height);
        if (model.Decode.KeepsShape || (clip.Width, clip.Height) == (width, height) || clip.Width < 1 || clip.Height < 1)
            return clip;
        var (from, to) = (clip.Width * clip.Height * Channels, width * height * Channels);
        var pixels = new byte[(long)clip.Count * to];
        for (var frame = 0; frame < clip.Count; frame++)
        {
            var own = clip.Pixels.Span.Slice(frame * from, from);
            PictureResizer.Resize(own, clip.Width, clip.Height, width, height, new PictureWindow(0, 0, width, height), Resampling.Bicubic)
                .CopyTo(pixels.AsSpan(frame * to));
        }

        return clip with { Pixels = pixels, Width = width, Height = height };
    }
}
