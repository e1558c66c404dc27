using System.Collections.Concurrent;
using Grpc.Core;

namespace Triad.Compat.Tests.Grpc;

/// <summary>What the server saw, for a test to look at.</summary>
public sealed class EchoObservations
{
    private readonly TaskCompletionSource _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ConcurrentQueue<(string Method, Metadata Headers, DateTime Deadline)> Calls { get; } = new();

    public ConcurrentQueue<string> Intercepted { get; } = new();

    /// <summary>Completes when a call that was asked to wait has begun to.</summary>
    public Task Waiting => _waiting.Task;

    /// <summary>Completes when that call was cancelled on the server.</summary>
    public Task Cancelled => _cancelled.Task;

    public void Record(ServerCallContext context) => Calls.Enqueue((context.Method, context.RequestHeaders, context.Deadline));

    public async Task WaitForCancellation(CancellationToken cancellationToken)
    {
        using var registration = cancellationToken.Register(() => _cancelled.TrySetResult());
        _waiting.TrySetResult();
        await _cancelled.Task;
        cancellationToken.ThrowIfCancellationRequested();
    }
}
