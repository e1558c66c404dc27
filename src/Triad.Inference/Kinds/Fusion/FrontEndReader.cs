using Triad.Inference.Frames;
using Triad.Inference.Packages;
using Triad.Inference.PlugIns;
using Triad.Inference.Sound;
using Triad.Inference.Text;

namespace Triad.Inference.Kinds.Fusion;

/// <summary>Reads the front-end sections of model.json and checks what their numbers must agree on.</summary>
internal static class FrontEndReader
{
    /// <summary>The section of a modality whose graph takes features; null where it has a front-end.</summary>
    public static int? ReadFeatures(ManifestObject? section)
    {
        if (section is null || !section.Names.Contains("features"))
            return null;
        var size = section.Integer("features", 1, 65_536);
        section.Close();
        return size;
    }

    /// <summary>The section <c>text</c>: of the tokenizer that it names.</summary>
    public static ITokenizerPlan? ReadText(ManifestObject? section, PlugIns<ITokenizerKind> tokenizers)
    {
        // The fields of a tokenizer that is not known are not known either.
        if (section is null || !tokenizers.TryRead(section, "tokenizer", out var kind))
            return null;
        var plan = kind.Read(section);
        section.Close();
        return plan;
    }

    /// <summary>The section <c>video</c>.</summary>
    public static VideoSettings? ReadVideo(ManifestObject? section)
    {
        if (section is null)
            return null;
        var settings = new VideoSettings
        {
            FrameRate = section.Number("frame_rate", 0.05, 120),
            FramesPerToken = section.Integer("frames_per_token", 1, 256),
            Width = section.Integer("width", 1, 1024),
            Height = section.Integer("height", 1, 1024),
            Mean = section.Numbers("mean", 3, -10, 10),
            Std = section.Numbers("std", 3, 1e-6, 10),
        };
        section.Close();
        return settings;
    }

    /// <summary>The section <c>audio</c>.</summary>
    public static AudioSettings? ReadAudio(ManifestObject? section)
    {
        if (section is null)
            return null;
        var settings = new AudioSettings
        {
            SampleRate = section.Integer("sample_rate", 1000, 192_000),
            MelBins = section.Integer("mel_bins", 1, 512),
            Window = section.Integer("window", 1, 16_384),
            Hop = section.Integer("hop", 1, 16_384),
            Fft = section.Integer("fft", 2, 16_384),
            Preemphasis = section.Number("preemphasis", 0, 0.9999),
            MinHz = section.Number("min_hz", 0, 96_000),
            MaxHz = section.Number("max_hz", 1, 96_000),
            FloorDb = section.Number("floor_db", 1, 400),
            MeanDb = section.Number("mean_db", -1000, 1000),
            StdDb = section.Number("std_db", 1e-6, 1000),
            MelFramesPerToken = section.Integer("mel_frames_per_token", 1, 16_384),
            PadMultiple = section.Integer("pad_multiple", 1, 1 << 20),
        };
        Check(section, settings);
        section.Close();
        return settings;
    }

    private static void Check(ManifestObject section, AudioSettings audio)
    {
        if (!FftLength.IsSupported(audio.Fft))
            section.Note("fft", $"is {audio.Fft}", "Use an even length whose half is a product of 2, 3 and 5.");
        if (audio.Window > audio.Fft)
            section.Note("window", $"is {audio.Window}, more than fft {audio.Fft}", "Correct either.");
        if (audio.MinHz >= audio.MaxHz)
            section.Note("min_hz", "is not below max_hz", "Correct either.");
        if (audio.MaxHz > audio.SampleRate / 2.0)
            section.Note("max_hz", "is more than half of sample_rate", "Correct either.");
        if (audio.PadMultiple % audio.MelFramesPerToken != 0)
            section.Note(
                "pad_multiple",
                $"is {audio.PadMultiple}, not a multiple of mel_frames_per_token {audio.MelFramesPerToken}",
                "Correct either.");
    }
}
