using Triad.Core.Media;
using Triad.Core.Modality;
using Triad.Inference.Pictures;

namespace Triad.Inference.Kinds.Omni;

/// <summary>A picture, a frame or a piece of sound of an item, on its way to soft tokens.</summary>
/// <param name="Kind">Which of them.</param>
/// <param name="Count">The soft tokens that it becomes.</param>
/// <param name="Group">What it belongs to: the frames of one clip have the same one.</param>
/// <param name="Part">The index of its part.</param>
/// <param name="Shown">What it is, for people.</param>
internal sealed record OmniPiece(SoftTokenKind Kind, int Count, int Group, int Part, string Shown)
{
    /// <summary>The clip that has the picture or frame; null for sound and for soft tokens that were made before.</summary>
    public FrameClip? Clip { get; init; }

    /// <summary>Which frame of the clip it is.</summary>
    public int Frame { get; init; }

    /// <summary>Its size in patches.</summary>
    public PatchGrid Grid { get; init; }

    /// <summary>The samples of a piece of sound.</summary>
    public ReadOnlyMemory<float> Samples { get; init; }

    /// <summary>Soft tokens that were made before.</summary>
    public ReadOnlyMemory<float> Ready { get; init; }

    /// <summary>Its modality.</summary>
    public Modalities Modality => Kind == SoftTokenKind.Sound ? Modalities.Audio : Modalities.Video;
}
