namespace Triad.Doubles.Recordings;

/// <summary>A place where an answer is not the recorded one.</summary>
/// <param name="Path">The place in the answer.</param>
/// <param name="Expected">What was recorded.</param>
/// <param name="Got">What came.</param>
public sealed record AnswerDifference(string Path, string Expected, string Got);
