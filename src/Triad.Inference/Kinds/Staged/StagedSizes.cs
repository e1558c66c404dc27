namespace Triad.Inference.Kinds.Staged;

/// <summary>How many numbers go from graph to graph.</summary>
/// <param name="Frame">A frame's features.</param>
/// <param name="Codec">A tick's features.</param>
/// <param name="Audio">A state of the encoder of sound, pooled or of a tick.</param>
/// <param name="Video">A state of the encoder of pictures, pooled or of a frame.</param>
/// <param name="Text">A text's pooled state.</param>
internal sealed record StagedSizes(int Frame, int Codec, int Audio, int Video, int Text);
