namespace Triad.Benchmarks.Models;

/// <summary>What was measured of a package.</summary>
/// <param name="Package">Its id.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Works">By what it was given.</param>
/// <param name="Frames">Frames that went through its encoder over the frames of a video; null where it has none.</param>
internal sealed record ModelFigures(string Package, string Kind, IReadOnlyList<WorkFigures> Works, FrameWindows? Frames)
{
    /// <summary>The least ratio of what it was given.</summary>
    public double? Ratio => Works.Min(work => work.Ratio) is { } least ? Math.Round(least, 3) : null;

    /// <summary>Whether all that it was given costs little more than its graphs.</summary>
    public bool IsFast => Works.All(work => work.IsFast);

    /// <summary>Figures under the names that the report has.</summary>
    public IEnumerable<KeyValuePair<string, object?>> Values() =>
    [
        new("package", Package),
        new("kind", Kind),
        new("served_over_raw", Ratio),
        new("frames_over_frames", Frames?.Ratio),
        new("frames_over_frames_overlapping", Frames?.Overlapping),
        .. Works.SelectMany(work => work.Values()),
    ];
}
