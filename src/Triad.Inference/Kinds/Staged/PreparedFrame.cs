namespace Triad.Inference.Kinds.Staged;

/// <summary>A frame of the graph's size.</summary>
/// <param name="Key">Tells its content: frames with the same key are the same.</param>
/// <param name="Pixels">rgb24.</param>
/// <param name="Shown">What it is, to be told with an error.</param>
internal sealed record PreparedFrame(string Key, byte[] Pixels, string Shown);
