using System.Text.Json.Nodes;

namespace Triad.Inference.Hub.Families;

/// <summary>How EmbeddingGemma 2's <c>processor_config.json</c> says that pictures, frames and sound are prepared.</summary>
internal static class GemmaProcessor
{
    // Frames of video may be large and many: beyond this they are scaled down while they are decoded. Still pictures never are.
    private const int LongestSide = 1024;

    private static readonly (string Field, double Value)[] Sounds =
    [
        ("preemphasis", 0), ("dither", 0), ("input_scale_factor", 1),
    ];

    /// <summary>The section <c>video</c> of a package.</summary>
    /// <param name="processor">The file.</param>
    /// <param name="vision">The part of config.json on the picture encoder.</param>
    public static JsonObject Pictures(HubJson processor, HubJson vision)
    {
        var (picture, frame) = (processor["image_processor"], processor["video_processor"]);
        foreach (var one in (HubJson[])[picture, frame])
        {
            CheckSteps(one);
            Same(one["patch_size"], vision["patch_size"]);
            Same(one["pooling_kernel_size"], vision["pooling_kernel_size"]);
        }

        var resample = picture["resample"].Whole() switch
        {
            2 => "bilinear",
            3 => "bicubic",
            _ => throw picture["resample"].Unsupported(["2 (bilinear)", "3 (bicubic)"]),
        };
        Same(frame["resample"], picture["resample"]);
        if (frame["overflow_strategy"].Text("uniform") != "uniform")
            throw frame["overflow_strategy"].Unsupported(["uniform"]);
        if (frame["add_timestamps"].Truth(false))
            throw frame["add_timestamps"].Unsupported(["false"]);
        return new JsonObject
        {
            ["frame_rate"] = frame["fps"].Number(),
            ["most_frames"] = frame["max_frames"].Whole(),
            ["longest_side"] = LongestSide,
            ["picture_tokens"] = picture["max_soft_tokens"].Whole(),
            ["frame_tokens"] = frame["max_soft_tokens"].Whole(),
            ["patch"] = picture["patch_size"].Whole(),
            ["pooling"] = picture["pooling_kernel_size"].Whole(),
            ["positions"] = vision["position_embedding_size"].Whole(),
            ["resample"] = resample,
            ["rescale"] = picture["rescale_factor"].Number(),
        };
    }

    /// <summary>The section <c>audio</c> of a package.</summary>
    /// <param name="processor">The file.</param>
    public static JsonObject Sound(HubJson processor)
    {
        var sound = processor["feature_extractor"];
        foreach (var (field, value) in Sounds)
            if (!sound[field].IsNull && sound[field].Number() != value)
                throw sound[field].Unsupported([$"{value}"]);
        foreach (var field in (string[])["per_bin_mean", "per_bin_stddev"])
            if (!sound[field].IsNull)
                throw sound[field].Unsupported(["null"]);
        if (sound["fft_overdrive"].Truth(false))
            throw sound["fft_overdrive"].Unsupported(["false"]);
        return new JsonObject
        {
            ["sample_rate"] = sound["sampling_rate"].Whole(),
            ["frame"] = sound["frame_length"].Whole(),
            ["hop"] = sound["hop_length"].Whole(),
            ["fft"] = sound["fft_length"].Whole(),
            ["mel_bins"] = sound["feature_size"].Whole(),
            ["min_hz"] = sound["min_frequency"].Number(),
            ["max_hz"] = sound["max_frequency"].Number(),
            ["floor"] = sound["mel_floor"].Number(),
            ["most_tokens"] = processor["audio_seq_length"].Whole(),
        };
    }

    private static void CheckSteps(HubJson processor)
    {
        foreach (var step in (string[])["do_resize", "do_rescale"])
            if (!processor[step].Truth(true))
                throw processor[step].Unsupported(["true"]);
        if (!processor["do_normalize"].Truth(false))
            return;
        foreach (var (list, value) in ((string, double)[])[("image_mean", 0), ("image_std", 1)])
            if (processor[list].Items.Any(item => item.Number() != value))
                throw processor[list].Unsupported([$"{value} throughout"]);
    }

    private static void Same(HubJson field, HubJson other)
    {
        if (field.Whole() != other.Whole())
            throw field.Because($"is {field.Whole()}, and {other.File} states {other.Path} {other.Whole()}",
                "Take both files of one model.");
    }
}
