using Triad.Inference.Packages;

namespace Triad.Inference.Pictures;

/// <summary>Reads how a package prepares pictures from a section of model.json.</summary>
internal static class PictureSettingsReader
{
    private const int LargestSide = 4096;

    /// <summary>Reads the section; what is wrong is noted there.</summary>
    public static PictureSettings? Read(ManifestObject? section)
    {
        if (section is null)
            return null;
        var resize = section.Object("resize");
        var rule = resize?.Choice("to", ("shortest", ResizeRule.Shortest), ("squash", ResizeRule.Squash)) ?? ResizeRule.Squash;
        var settings = new PictureSettings
        {
            FrameRate = section.Number("frame_rate", 0.05, 120),
            LongestSide = section.Integer("longest_side", 16, LargestSide),
            Resize = rule,
            ResizeWidth = resize?.Integer(rule == ResizeRule.Shortest ? "side" : "width", 1, LargestSide) ?? 1,
            ResizeHeight = resize is null ? 1 : resize.Integer(rule == ResizeRule.Shortest ? "side" : "height", 1, LargestSide),
            Resampling = section.Choice("resample", ("bilinear", Resampling.Bilinear), ("bicubic", Resampling.Bicubic)),
            Width = section.Integer("width", 1, LargestSide),
            Height = section.Integer("height", 1, LargestSide),
            CropToEven = section.Choice("crop", ("down", false), ("even", true)),
            Rescale = section.Number("rescale", 1e-6, 1),
            Mean = section.Numbers("mean", 3, -10, 10),
            Std = section.Numbers("std", 3, 1e-6, 10),
        };
        resize?.Close();
        if (settings.Width > settings.ResizeWidth)
            section.Note("width", $"is {settings.Width}, more than pictures are resized to, {settings.ResizeWidth}", "Correct either.");
        if (settings.Height > settings.ResizeHeight)
            section.Note("height", $"is {settings.Height}, more than pictures are resized to, {settings.ResizeHeight}", "Correct either.");
        section.Close();
        return settings;
    }
}
