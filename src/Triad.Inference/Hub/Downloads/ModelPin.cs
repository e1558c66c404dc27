namespace Triad.Inference.Hub.Downloads;

/// <summary>What the first download of a model found: later ones take the same.</summary>
/// <param name="Source">Where it came from.</param>
/// <param name="Revision">The commit or version.</param>
/// <param name="Files">SHA-256 by path.</param>
internal sealed record ModelPin(string Source, string Revision, IReadOnlyDictionary<string, string> Files);
