using Grpc.Core;

namespace Triad.Doubles.Recordings;

/// <summary>What came of a recorded call that was made again.</summary>
/// <param name="Call">The recorded call.</param>
/// <param name="Differences">Where the answer is not the recorded one.</param>
/// <param name="Error">The error that came; null where there was an answer.</param>
/// <param name="IsUnimplemented">Whether the server said that it does not compute this.</param>
public sealed record ReplayedCall(RecordedCall Call, IReadOnlyList<AnswerDifference> Differences, Status? Error, bool IsUnimplemented)
{
    /// <summary>Whether the answer is the recorded one.</summary>
    public bool IsEqual => Differences.Count == 0 && !IsUnimplemented;
}
