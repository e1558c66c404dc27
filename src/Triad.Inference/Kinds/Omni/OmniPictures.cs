using Triad.Inference.Pictures;

namespace Triad.Inference.Kinds.Omni;

/// <summary>How an omni package prepares pictures and frames.</summary>
/// <param name="FrameRate">Frames a second that the decoder is asked for.</param>
/// <param name="MostFrames">Frames of a clip that go in; of more, as many are taken evenly.</param>
/// <param name="LongestSide">The longer side in pixels that a frame of video is scaled down to first where it is larger.</param>
/// <param name="PictureTokens">Most soft tokens of a still picture.</param>
/// <param name="FrameTokens">Most soft tokens of a frame.</param>
/// <param name="Patches">How both are cut into patches.</param>
internal sealed record OmniPictures(
    double FrameRate, int MostFrames, int LongestSide, int PictureTokens, int FrameTokens, PatchSettings Patches)
{
    /// <summary>All settings as one text: derived data is kept under a hash of it, so it stays the same for ever.</summary>
    public string Key => FormattableString.Invariant($"{FrameRate};{MostFrames};{LongestSide};{PictureTokens};{FrameTokens};{Patches.Key}");

    /// <summary>A frame's or picture's size in patches.</summary>
    public PatchGrid GridOf(int width, int height, bool isPicture) =>
        PatchGrid.Of(width, height, isPicture ? PictureTokens : FrameTokens, Patches);

    /// <summary>The frames of a clip that go in, evenly from the first to the last one.</summary>
    public IEnumerable<int> Chosen(int frames) => frames <= MostFrames
        ? Enumerable.Range(0, frames)
        : Enumerable.Range(0, MostFrames).Select(i => MostFrames == 1 ? 0 : (int)((long)i * (frames - 1) / (MostFrames - 1)));
}
