namespace Triad.Inference.Embedding;

/// <summary>The principal components that a package's embeddings are brought to.</summary>
/// <param name="File">The file of their mean and their rows.</param>
/// <param name="Dimensions">How many there are: numbers in a stored vector.</param>
internal sealed record PcaSettings(string File, int Dimensions);
