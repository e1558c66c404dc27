namespace Triad.Inference.Kinds.Staged;

/// <summary>A graph of the package.</summary>
/// <param name="File">Its file.</param>
/// <param name="Alone">True where it takes scales from the whole batch (dynamic quantisation): it then runs one item at a time.</param>
internal sealed record StageFile(string File, bool Alone);
