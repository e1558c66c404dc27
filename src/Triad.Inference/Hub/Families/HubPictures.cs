using System.Text.Json.Nodes;

namespace Triad.Inference.Hub.Families;

/// <summary>How a model's settings say that pictures are prepared.</summary>
internal sealed record HubPictures
{
    private const double FrameRate = 1;

    // Frames of video may be large and many: beyond this they are scaled down while they are decoded. Still pictures never are.
    private const int LongestSide = 1024;

    private static readonly string[] Processors =
    [
        "CLIPFeatureExtractor", "CLIPImageProcessor", "CLIPImageProcessorFast", "DeiTFeatureExtractor", "DeiTImageProcessor",
        "DeiTImageProcessorFast", "SiglipImageProcessor", "SiglipImageProcessorFast", "ViTFeatureExtractor", "ViTImageProcessor",
        "ViTImageProcessorFast",
    ];

    /// <summary>The side that the shorter one gets; null where both are given.</summary>
    public required int? Shortest { get; init; }

    /// <summary>The width and height that a picture is squashed to before it is cropped; null where these are the graph's.</summary>
    public (int Width, int Height)? Squashed { get; init; }

    /// <summary>The width that the graph takes.</summary>
    public required int Width { get; init; }

    /// <summary>The height that the graph takes.</summary>
    public required int Height { get; init; }

    /// <summary>The filter, as packages name it.</summary>
    public required string Resample { get; init; }

    /// <summary>What each value of 0 to 255 is multiplied by.</summary>
    public required double Rescale { get; init; }

    /// <summary>Subtracted then.</summary>
    public required double[] Mean { get; init; }

    /// <summary>Divides then.</summary>
    public required double[] Std { get; init; }

    /// <summary>True where half a pixel at the crop's edge is rounded to the even number.</summary>
    public bool CropToEven { get; init; }

    /// <summary>Reads <c>preprocessor_config.json</c>, or the part of <c>processor_config.json</c> that is for pictures.</summary>
    /// <exception cref="HubFormatException">Something is not understood.</exception>
    public static HubPictures OfProcessor(HubFolder folder)
    {
        var config = folder.JsonIfThere("preprocessor_config.json");
        if (config.IsNull)
            config = folder.JsonIfThere("processor_config.json") is { IsNull: false } all
                && all["image_processor"] is { IsNull: false } own ? own : folder.Json("preprocessor_config.json");
        var type = config["image_processor_type"] is { IsNull: false } named ? named : config["feature_extractor_type"];
        if (!type.IsNull && !Processors.Contains(type.Text(), StringComparer.Ordinal))
            throw type.Unsupported(Processors);
        return OfSettings(config, UsualOf(type));
    }

    /// <summary>Reads the settings of a processor whose type is known, and the filter that it has where they name none.</summary>
    /// <exception cref="HubFormatException">Something is not understood.</exception>
    public static HubPictures OfSettings(HubJson config, string usualResample)
    {
        foreach (var step in (string[])["do_resize", "do_rescale", "do_normalize"])
            if (!config[step].Truth(true))
                throw config[step].Unsupported(["true"]);
        var (shortest, width, height) = SizeOf(config["size"], isShortest: config["do_center_crop"].Truth(false));
        var (resizedWidth, resizedHeight) = (width, height);
        if (config["do_center_crop"].Truth(false))
        {
            var (_, cropWidth, cropHeight) = SizeOf(config["crop_size"], isShortest: false);
            if (shortest is null && (cropWidth > width || cropHeight > height))
                throw config["crop_size"]
                    .Because($"is {cropWidth}x{cropHeight}, more than the {width}x{height} that pictures are squashed to");
            (width, height) = (cropWidth, cropHeight);
        }
        else if (shortest is not null)
            throw config["do_center_crop"].Because("is false, and pictures of different sizes would come of shortest_edge",
                "Take the settings of the model's makers.");
        if (shortest < Math.Max(width, height))
            throw config["crop_size"].Because($"is {width}x{height}, more than the shorter side of {shortest}");
        return new HubPictures
        {
            Shortest = shortest,
            Squashed = shortest is null ? (resizedWidth, resizedHeight) : null,
            Width = width,
            Height = height,
            Resample = config["resample"].IsNull ? usualResample : config["resample"].Whole() switch
            {
                2 => "bilinear",
                3 => "bicubic",
                _ => throw config["resample"].Unsupported(["2 (bilinear)", "3 (bicubic)"]),
            },
            Rescale = config["rescale_factor"].IsNull ? 1 / 255.0 : config["rescale_factor"].Number(),
            Mean = Numbers(config["image_mean"]),
            Std = Numbers(config["image_std"]),
        };
    }

    /// <summary>Reads open_clip's <c>preprocess_cfg.json</c>.</summary>
    /// <exception cref="HubFormatException">Something is not understood.</exception>
    public static HubPictures OfOpenClip(HubJson config)
    {
        if (config["mode"].Text("RGB") != "RGB")
            throw config["mode"].Unsupported(["RGB"]);
        var (_, width, height) = SizeOf(config["size"], isShortest: false);
        var isSquash = config["resize_mode"].Text("shortest") switch
        {
            "squash" => true,
            "shortest" => false,
            _ => throw config["resize_mode"].Unsupported(["shortest", "squash"]),
        };
        if (!isSquash && width != height)
            throw config["size"].Because($"is {width}x{height}, and only squares are cropped", "Use the resize_mode squash.");
        return new HubPictures
        {
            Shortest = isSquash ? null : width,
            Width = width,
            Height = height,
            Resample = config["interpolation"].Text("bicubic") is var name and ("bilinear" or "bicubic")
                ? name
                : throw config["interpolation"].Unsupported(["bilinear", "bicubic"]),
            Rescale = 1 / 255.0,
            Mean = Numbers(config["mean"]),
            Std = Numbers(config["std"]),
            CropToEven = true,
        };
    }

    /// <summary>The section <c>video</c> of a package.</summary>
    public JsonObject ToFields() => new()
    {
        ["frame_rate"] = FrameRate,
        ["longest_side"] = LongestSide,
        ["resize"] = Shortest is { } side
            ? new JsonObject { ["to"] = "shortest", ["side"] = side }
            : new JsonObject { ["to"] = "squash", ["width"] = Squashed?.Width ?? Width, ["height"] = Squashed?.Height ?? Height },
        ["resample"] = Resample,
        ["width"] = Width,
        ["height"] = Height,
        ["crop"] = CropToEven ? "even" : "down",
        ["rescale"] = Rescale,
        ["mean"] = new JsonArray([.. Mean.Select(value => (JsonNode)value)]),
        ["std"] = new JsonArray([.. Std.Select(value => (JsonNode)value)]),
    };

    // What the processor of that name does where its file does not say.
    private static string UsualOf(HubJson type) => type.Text("").StartsWith("ViT", StringComparison.Ordinal) ? "bilinear" : "bicubic";

    // A number alone is the shorter side where a crop follows, else both sides. open_clip has [height, width].
    private static (int? Shortest, int Width, int Height) SizeOf(HubJson size, bool isShortest)
    {
        if (size.Element.ValueKind == System.Text.Json.JsonValueKind.Array)
        {
            int[] sides = [.. size.Items.Select(side => side.Whole())];
            return sides is [var high, var wide] ? (null, wide, high)
                : throw size.Because($"has {sides.Length} numbers, expected height and width");
        }

        if (size.Element.ValueKind == System.Text.Json.JsonValueKind.Number)
            return (isShortest ? size.Whole() : null, size.Whole(), size.Whole());
        return size["shortest_edge"] is { IsNull: false } edge
            ? (edge.Whole(), edge.Whole(), edge.Whole())
            : (null, size["width"].Whole(), size["height"].Whole());
    }

    private static double[] Numbers(HubJson list) =>
        list.Items.Select(item => item.Number()).ToArray() is { Length: 3 } numbers ? numbers
            : throw list.Because("is no list of three numbers: red, green, blue");
}
