using Triad.Core.Errors;

namespace Triad.Inference.Kinds.Remote;

/// <summary>An input that waits for its vector.</summary>
/// <param name="Input">The input.</param>
/// <param name="Start">The place of its request among those of other tenants.</param>
/// <param name="Cancellation">Tells that nobody waits any longer.</param>
internal sealed record RemoteRow(RemoteInput Input, double Start, CancellationToken Cancellation)
{
    /// <summary>The vector and the time that was spent on it, once they are there.</summary>
    public TaskCompletionSource<Result<(float[] Vector, TimeSpan Spent)>> Done { get; } =
        new(TaskCreationOptions.RunContinuationsAsynchronously);
}
