using System.Diagnostics;
using Triad.Core.Embedding;
using Triad.Core.Errors;

namespace Triad.Inference.Scheduling;

/// <summary>A row that waits, runs or is done.</summary>
internal sealed class ScheduledRow
{
    private readonly TaskCompletionSource<Result<float[]>> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ScheduledRow(GraphLane lane, StageWork work, Admission admission, long enqueuedAt)
    {
        (Lane, Work, EnqueuedAt) = (lane, work, enqueuedAt);
        (Priority, Start, Sequence) = (admission.Priority, admission.Start, admission.Sequence);
        Node = new LinkedListNode<ScheduledRow>(this);
        Origin = Activity.Current?.Context ?? default;
    }

    /// <summary>The step that it waits for.</summary>
    public GraphLane Lane { get; }

    /// <summary>What it is.</summary>
    public StageWork Work { get; }

    /// <summary>Who waits for it.</summary>
    public EmbedPriority Priority { get; }

    /// <summary>The place of its request among those of other tenants: the smallest goes first.</summary>
    public double Start { get; }

    /// <summary>The turn of the request that it belongs to: the later rows of an early request go before a later request's first.</summary>
    public long Sequence { get; }

    /// <summary>True where it goes before another of its class.</summary>
    public bool IsBefore(ScheduledRow other) => Start < other.Start || (Start == other.Start && Sequence < other.Sequence);

    /// <summary>Time stamp of its arrival.</summary>
    public long EnqueuedAt { get; }

    /// <summary>The span that asked for it; default where nobody listens.</summary>
    public ActivityContext Origin { get; }

    /// <summary>Its share of the time of the batch that it ran in.</summary>
    public TimeSpan Compute { get; set; }

    /// <summary>Its place in a queue, so that it can leave from anywhere at once.</summary>
    public LinkedListNode<ScheduledRow> Node { get; }

    /// <summary>Ends with the row's output; cancelled with its caller.</summary>
    public Task<Result<float[]>> Completion => _done.Task;

    /// <summary>Hands over the outcome.</summary>
    public void Complete(Result<float[]> outcome) => _done.TrySetResult(outcome);

    /// <summary>Gives up.</summary>
    public void Cancel(CancellationToken cancellationToken) => _done.TrySetCanceled(cancellationToken);
}
