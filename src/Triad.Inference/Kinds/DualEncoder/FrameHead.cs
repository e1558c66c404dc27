namespace Triad.Inference.Kinds.DualEncoder;

/// <summary>A head over the vectors of a clip's frames, as CLIP4Clip has them (Luo et al. 2021).</summary>
/// <param name="Head">Its name: seqLSTM, seqTransf or tightTransf.</param>
/// <param name="File">Its graph.</param>
/// <param name="MaxFrames">The most frames that it takes, at even distances.</param>
internal sealed record FrameHead(string Head, string File, int MaxFrames);
