namespace Triad.Inference.Kinds.Remote;

/// <summary>How frames go to an endpoint.</summary>
/// <param name="FrameRate">Frames a second.</param>
/// <param name="Most">Most frames of a clip; of more these many are taken, evenly.</param>
/// <param name="LongestSide">The longer side that frames are scaled down to.</param>
/// <param name="AsVideo">True where a clip of several frames goes as a video file, false where each frame goes as a picture.</param>
internal sealed record RemoteFrames(double FrameRate, int Most, int LongestSide, bool AsVideo)
{
    /// <summary>Which frames of a clip go.</summary>
    public IReadOnlyList<int> Of(int frames) => frames <= Most
        ? [.. Enumerable.Range(0, frames)]
        : [.. Enumerable.Range(0, Most).Select(i => Most == 1 ? 0 : (int)((long)i * (frames - 1) / (Most - 1)))];
}
