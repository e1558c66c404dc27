namespace Triad.Inference.Embedding;

/// <summary>How many pictures and frames a package has been given, and how many of them it had to look at.</summary>
/// <param name="Taken">Those of all items so far.</param>
/// <param name="Encoded">Those that went through the encoder: an equal one goes through once.</param>
public readonly record struct FrameCounts(long Taken, long Encoded);
