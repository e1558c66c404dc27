namespace Triad.Core.Embedding;

/// <summary>Log-mel decibels [Bins, Frames] in half precision, row by row, as they are kept for later models.</summary>
public sealed record LogMel(ReadOnlyMemory<Half> Decibels, int Bins, int Frames);
