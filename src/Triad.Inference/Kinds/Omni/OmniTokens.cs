namespace Triad.Inference.Kinds.Omni;

/// <summary>The ids of an omni model that are no text. No text yields them.</summary>
/// <param name="Size">Numbers of a soft token.</param>
/// <param name="Pad">Fills up shorter rows.</param>
/// <param name="Picture">The place of a picture's soft token.</param>
/// <param name="Frame">The place of a frame's soft token.</param>
/// <param name="PictureBegin">Stands before a picture or frame.</param>
/// <param name="PictureEnd">Stands behind it.</param>
/// <param name="Sound">The place of a sound's soft token.</param>
/// <param name="SoundBegin">Stands before a sound.</param>
/// <param name="SoundEnd">Stands behind it.</param>
internal sealed record OmniTokens(
    int Size, int Pad, int Picture, int Frame, int PictureBegin, int PictureEnd, int Sound, int SoundBegin, int SoundEnd);
