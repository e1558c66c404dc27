namespace Triad.Inference.Kinds.Omni;

/// <summary>A graph of an omni package.</summary>
/// <param name="File">The ONNX file.</param>
/// <param name="Alone">True where a row must not share a batch: the graph takes scales from all of it.</param>
internal sealed record OmniGraph(string File, bool Alone);
