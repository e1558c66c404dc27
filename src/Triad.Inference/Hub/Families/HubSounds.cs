using System.Text.Json.Nodes;
using Triad.Inference.Sound;

namespace Triad.Inference.Hub.Families;

/// <summary>How CLAP's settings say that sound is prepared.</summary>
internal sealed record HubSounds
{
    private const string File = "preprocessor_config.json";

    // Values that other ways of preparing have: read, so that none of them is taken for what is implemented.
    private static readonly (string Field, string Value)[] Fixed =
    [
        ("feature_extractor_type", "ClapFeatureExtractor"), ("truncation", "rand_trunc"), ("padding", "repeatpad"),
        ("padding_side", "right"),
    ];

    /// <summary>Samples a second.</summary>
    public required int SampleRate { get; init; }

    /// <summary>Samples that the graph hears at once.</summary>
    public required int WindowSamples { get; init; }

    /// <summary>Length of the window and of the transform.</summary>
    public required int Fft { get; init; }

    /// <summary>Samples between two frames.</summary>
    public required int Hop { get; init; }

    /// <summary>Mel filters.</summary>
    public required int MelBins { get; init; }

    /// <summary>Lower edge in hertz.</summary>
    public required double MinHz { get; init; }

    /// <summary>Upper edge in hertz.</summary>
    public required double MaxHz { get; init; }

    /// <summary>Frames and filters of a window's features.</summary>
    public (int Frames, int Bins) Size => (1 + (WindowSamples / Hop), MelBins);

    /// <summary>Reads CLAP's <c>preprocessor_config.json</c>.</summary>
    /// <exception cref="HubFormatException">Something is not understood.</exception>
    public static HubSounds OfClap(HubFolder folder)
    {
        var config = folder.Json(File);
        foreach (var (field, value) in Fixed)
            if (config[field].Text(value) != value)
                throw config[field].Unsupported([value]);
        if (!config["padding_value"].IsNull && config["padding_value"].Number() != 0)
            throw config["padding_value"].Unsupported(["0"]);
        if (!config["top_db"].IsNull)
            throw config["top_db"].Unsupported(["null"]);
        var sounds = new HubSounds
        {
            SampleRate = Whole(config, "sampling_rate", 48_000),
            WindowSamples = config["nb_max_samples"].IsNull
                ? Whole(config, "max_length_s", 10) * Whole(config, "sampling_rate", 48_000)
                : config["nb_max_samples"].Whole(),
            Fft = Whole(config, "fft_window_size", 1024),
            Hop = Whole(config, "hop_length", 480),
            MelBins = Whole(config, "feature_size", 64),
            MinHz = config["frequency_min"].IsNull ? 0 : config["frequency_min"].Number(),
            MaxHz = config["frequency_max"].IsNull ? 14_000 : config["frequency_max"].Number(),
        };
        if (sounds.Hop == 0)
            throw config["hop_length"].Because("is 0");
        if (!FftLength.IsSupported(sounds.Fft))
            throw config["fft_window_size"].Because($"is {sounds.Fft}, and lengths are even with a half that is a product of 2, 3 and 5");
        return sounds;
    }

    /// <summary>The section <c>audio</c> of a package.</summary>
    public JsonObject ToFields() => new()
    {
        ["front_end"] = ClapInputKind.FrontEnd,
        ["sample_rate"] = SampleRate,
        ["window_samples"] = WindowSamples,
        ["fft"] = Fft,
        ["hop"] = Hop,
        ["mel_bins"] = MelBins,
        ["min_hz"] = MinHz,
        ["max_hz"] = MaxHz,
    };

    private static int Whole(HubJson config, string field, int otherwise) => config[field].IsNull ? otherwise : config[field].Whole();
}
